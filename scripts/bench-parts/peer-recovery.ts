import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { Queue } from 'bullmq';
import { startRedis } from '../../src/sandbox/redis.ts';

/** Seconds until a job is taken again whose BullMQ worker was killed in the middle, the next one being there at once. */
export async function peerRecovery(times: number): Promise<number[]> {
  const redis = await startRedis();
  if (!redis) throw new Error('There is no redis-server on this machine; bench recover needs one');
  const seconds: number[] = [];
  try {
    for (let i = 0; i < times; i++) seconds.push(await killOne(`stalled-${i}`, redis.url));
    return seconds;
  } finally {
    await redis.stop();
  }
}

async function killOne(name: string, url: string): Promise<number> {
  const queue = new Queue(name, { connection: { url } });
  const first = startWorker(name, url);
  try {
    await said(first, 'ready');
    const begun = said(first, 'begun');
    await queue.add('job', {});
    await begun;
  } finally {
    first.kill('SIGKILL');
  }
  const killed = performance.now();
  const second = startWorker(name, url);
  try {
    await said(second, 'begun');
    return (performance.now() - killed) / 1_000;
  } finally {
    second.kill('SIGKILL');
    await queue.close();
  }
}

function startWorker(name: string, url: string): ChildProcess {
  return fork(join(import.meta.dirname, 'peer-stalled.ts'), [name, url], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

function said(child: ChildProcess, what: 'ready' | 'begun'): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('message', (message) => message === what && resolve());
    child.once('exit', () => reject(new Error(`The peer's worker ended before it was ${what}`)));
  });
}
