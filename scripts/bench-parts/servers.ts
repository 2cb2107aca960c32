import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { sleep } from '../../src/platform/clock.ts';
import { createDatabase, type Database } from '../../src/platform/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { migrateQueue } from '../../src/queue/queue.ts';
import { type EmbeddedPostgres, startPostgres } from '../../src/sandbox/postgres.ts';

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
  stop(): Promise<void>;
}

export async function startProcess(
  file: string,
  environment: Record<string, string>,
  ready: () => Promise<boolean>,
): Promise<ServerProcess> {
  let output = '';
  const child = spawn(process.execPath, [join(ROOT, file)], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk) => {
    output = (output + chunk).slice(-4_000);
  });
  child.stderr.on('data', (chunk) => {
    output = (output + chunk).slice(-4_000);
  });
  const until = performance.now() + 30_000;
  while (!(await ready().catch(() => false))) {
    if (child.exitCode !== null || performance.now() > until) throw new Error(`${file} did not start: ${output}`);
    await sleep(50);
  }
  return { child, residentMb: () => residentMb(child.pid ?? 0), stop: () => stop(child) };
}

async function residentMb(pid: number): Promise<number> {
  const { readFile } = await import('node:fs/promises');
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
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
