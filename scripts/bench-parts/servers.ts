import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sleep } from '../../src/platform/clock.ts';
import { createDatabase, type Database } from '../../src/platform/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { migrateQueue } from '../../src/queue/queue.ts';
import { type EmbeddedPostgres, startPostgres } from '../../src/sandbox/postgres.ts';
import { type StartLine, startLineOf } from './procfile.ts';

const START_MS = 60_000;
export const ROOT = join(import.meta.dirname, '..', '..');

export interface BenchDatabase extends Database {
  url: string;
  postgres: EmbeddedPostgres;
}

/** A durable Postgres with default settings: switching off its syncs would flatter everybody. */
export async function openDatabase(): Promise<BenchDatabase> {
  const postgres = await startPostgres();
  const url = await postgres.createDatabase('bench');
  const database = createDatabase({ url, poolSize: 10, log: silentLog });
  await migrate(database.pool);
  await migrateQueue(url);
  return {
    ...database,
    url,
    postgres,
    close: async () => {
      await database.close();
      await postgres.stop();
    },
  };
}

export interface ServerProcess {
  child: ChildProcess;
  /** Resident memory in MB, as the kernel counts it. */
  residentMb(): Promise<number>;
  /** Processor time used so far, in ms: what a busy machine does not change. */
  cpuMs(): number;
  stop(): Promise<void>;
}

/** A script of the bench itself. */
export function startProcess(
  file: string,
  environment: Record<string, string>,
  ready: () => Promise<boolean>,
): Promise<ServerProcess> {
  return start({ args: [file], environment }, ready);
}

/** A process of the product, started as the Procfile does. */
export function startMember(
  name: 'web' | 'worker',
  environment: Record<string, string>,
  ready: () => Promise<boolean>,
): Promise<ServerProcess> {
  const line = startLineOf(name);
  return start({ args: line.args, environment: { ...line.environment, ...environment } }, ready);
}

async function start(line: StartLine, ready: () => Promise<boolean>): Promise<ServerProcess> {
  let output = '';
  const child = spawn(process.execPath, line.args, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', ...line.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output = (output + chunk).slice(-4_000);
    });
  const until = performance.now() + START_MS;
  while (!(await ready().catch(() => false))) {
    if (child.exitCode !== null || performance.now() > until)
      throw new Error(`${line.args.at(-1)} did not start: ${output}`);
    await sleep(50);
  }
  return {
    child,
    residentMb: async () => residentMb(child.pid ?? 0),
    cpuMs: () => cpuMs(child.pid ?? 0),
    stop: () => stop(child),
  };
}

export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
}

/** The kernel counts in hundredths of a second. */
function cpuMs(pid: number): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(afterName[11]) + Number(afterName[12])) * 10;
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

export async function answers(url: string): Promise<boolean> {
  return (await fetch(url)).ok;
}
