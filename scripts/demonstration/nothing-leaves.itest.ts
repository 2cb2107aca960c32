import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The whole demo, and every process of it, with a guard under each connection that it opens. */

const HERE = import.meta.dirname;
const MESSAGES = join(HERE, '..', '..', 'src', 'sandbox', 'shop', 'messages.jsonl');

interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

describe('the demo asks the network for nothing beyond this machine', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskhand-loopback-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  function run(args: readonly string[], logFile: string): Promise<Ran> {
    const guard = join(HERE, 'loopback-only.ts');
    const env = { ...process.env, NODE_OPTIONS: `--import=${guard}`, LOOPBACK_LOG: logFile };
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ran: Ran = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => {
      ran.stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      ran.stderr += chunk;
    });
    return new Promise((resolve) => child.once('close', (code) => resolve({ ...ran, code })));
  }

  it('has a guard that refuses and records what would leave', async () => {
    const logFile = join(folder, 'guard.log');
    const script = `await fetch('http://192.0.2.1/').then(() => process.exit(0), (error) => { console.error(error.cause.message); process.exit(3); })`;
    const ran = await run(['--input-type=module', '-e', script], logFile);
    expect(ran).toMatchObject({ code: 3, stderr: expect.stringContaining('would leave this machine') });
    expect(await readFile(logFile, 'utf8')).toContain('192.0.2.1:80');
  });

  it('ends with 0 and one JSON document, and all of its processes stayed here', async () => {
    const logFile = join(folder, 'demo.log');
    const ran = await run([join(HERE, '..', 'demo.ts'), '--once', '--json'], logFile);
    expect(ran.stderr).not.toContain('would leave');
    expect(ran.code, ran.stderr).toBe(0);
    const result = JSON.parse(ran.stdout);
    const messages = (await readFile(MESSAGES, 'utf8')).trim().split('\n').length;
    expect(result.cases).toHaveLength(messages);
    const lines = (await readFile(logFile, 'utf8')).trim().split('\n');
    // The demo with its stand-ins, the web process and the worker: a guard that did not run in one of them proves nothing of it.
    expect(new Set(lines.map((line) => line.split(' ')[0])).size).toBeGreaterThanOrEqual(3);
    expect(lines.filter((line) => !/^\d+ (?:127\.0\.0\.1|localhost):\d+$/.test(line))).toEqual([]);
  }, 300_000);
});
