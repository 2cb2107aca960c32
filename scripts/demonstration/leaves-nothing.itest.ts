import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

/** However the demo ends, nothing of it stays: Postgres, web and worker have process groups of their own. */

const DEMO = join(import.meta.dirname, '..', 'demo.ts');
const demos: ChildProcess[] = [];
afterEach(() => {
  for (const demo of demos.splice(0)) demo.kill('SIGTERM');
});

interface Seen {
  pid: number;
  parent: number;
  words: string;
}

function everything(): Seen[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return state === 'Z' ? [] : [{ pid: Number(name), parent: Number(parent), words }];
    } catch {
      // It ended while we looked.
      return [];
    }
  });
}

function descendants(pid: number): Seen[] {
  const all = everything();
  const below = (parent: number): Seen[] =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)]);
  return below(pid);
}

/** Starts the demo and waits until one of its descendants has these words in its command line. */
async function startedUntil(words: string): Promise<{ demo: ChildProcess; family: Seen[]; folder: string }> {
  const demo = spawn(process.execPath, [DEMO, '--quiet'], {
    stdio: 'ignore',
  });
  demos.push(demo);
  let family: Seen[] = [];
  await expect
    .poll(
      () => {
        family = descendants(demo.pid ?? 0);
        return family.some((one) => one.words.includes(words));
      },
      { timeout: 60_000, interval: 20 },
    )
    .toBe(true);
  const folder = family.map((one) => / -D (\S+deskhand-pg-\S+)/.exec(one.words)?.[1]).find(Boolean) ?? '';
  return { demo, family, folder };
}

async function expectGone(family: readonly Seen[], folder: string): Promise<void> {
  const left = (): string[] => {
    const running = new Map(everything().map((one) => [one.pid, one.words]));
    return family.filter(({ pid, words }) => running.get(pid) === words).map(({ words }) => words.slice(0, 100));
  };
  await expect.poll(left, { timeout: 20_000 }).toEqual([]);
  await expect.poll(() => existsSync(folder), { timeout: 10_000 }).toBe(false);
}

describe.skipIf(process.platform !== 'linux')('the demo leaves nothing running', () => {
  it('after Ctrl-C in the middle of its start', async () => {
    const { demo, family, folder } = await startedUntil('listen_addresses=127.0.0.1');
    demo.kill('SIGINT');
    await expectGone(family, folder);
  }, 120_000);

  it('after its terminal was closed while it ran', async () => {
    const { demo, family, folder } = await startedUntil('processes/worker.ts');
    demo.kill('SIGHUP');
    await expectGone(family, folder);
  }, 120_000);

  it('after kill -9', async () => {
    const { demo, family, folder } = await startedUntil('processes/worker.ts');
    demo.kill('SIGKILL');
    await expectGone(family, folder);
  }, 120_000);
});
