import { type ChildProcess, spawn } from 'node:child_process';
import { freePort } from '../platform/http.ts';

/** A real Redis as a child process, where the machine has one. No persistence: losing it must not matter to us. */
export interface RunningRedis {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** Null when there is no `redis-server` on this machine. */
export async function startRedis(options: { port?: number } = {}): Promise<RunningRedis | null> {
  const port = options.port ?? (await freePort());
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', [...args, '--maxmemory-policy', 'noeviction'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const started = await ready(child);
  if (!started || child.pid === undefined) return null;
  return { url: `redis://127.0.0.1:${port}`, pid: child.pid, stop: () => stop(child) };
}

function ready(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('exit', () => resolve(false));
    child.stdout?.on('data', (chunk) => {
      if (String(chunk).includes('Ready to accept connections')) resolve(true);
    });
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.on('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
