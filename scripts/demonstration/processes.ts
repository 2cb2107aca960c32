import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { endWithUs } from '../../src/sandbox/guardian.ts';

const RESTART_AFTER_MS = 500;
/** Crashing this often at once is no accident: say so instead of trying for ever. */
const MOST_RESTARTS = 20;

export interface Running {
  pid(name: string): number | undefined;
  stop(): Promise<void>;
}

export interface ProcessesInput {
  files: Readonly<Record<string, string>>;
  environment: Record<string, string>;
  logFile: string;
  say: (line: string) => void;
}

/** Runs the product's own processes and starts one again when it dies, as any service manager would. */
export function startProcesses({ files, environment, logFile, say }: ProcessesInput): Running {
  const log = createWriteStream(logFile, { flags: 'a' });
  const children = new Map<string, ChildProcess>();
  let stopping = false;
  let restarts = 0;

  function start(name: string, file: string): void {
    const child = spawnOne(file, environment, log);
    children.set(name, child);
    child.once('exit', endWithUs({ pid: child.pid, signal: 'TERM' }));
    child.on('exit', (code, signal) => {
      if (stopping) return;
      restarts += 1;
      if (restarts > MOST_RESTARTS) {
        say(`The ${name} process keeps ending (${signal ?? code}); see ${logFile}`);
        return;
      }
      say(`The ${name} process ended (${signal ?? code}); starting it again`);
      setTimeout(() => stopping || start(name, file), RESTART_AFTER_MS);
    });
  }

  for (const [name, file] of Object.entries(files)) start(name, file);
  return {
    pid: (name) => children.get(name)?.pid,
    stop: async () => {
      stopping = true;
      await Promise.all([...children.values()].map(stopChild));
      log.end();
    },
  };
}

function spawnOne(file: string, environment: Record<string, string>, log: WriteStream): ChildProcess {
  // A group of its own: Ctrl-C reaches us alone, and we stop them in order.
  const child = spawn(process.execPath, [file], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  return child;
}

function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.once('exit', () => {
      clearTimeout(hard);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
