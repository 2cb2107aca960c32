import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configWithoutHelpdesk, readOnly } from './configuration.ts';
import { readOptions } from './options.ts';
import { withPrompt } from './prompt-folder.ts';

describe('./scripts/knowledge', () => {
  it('takes one command, and one change for impact', () => {
    expect(readOptions(['report', '--knowledge', 'a', '--json'])).toMatchObject({
      command: 'report',
      knowledge: 'a',
      json: true,
      last: 5_000,
    });
    expect(readOptions(['impact', '--article', '12', '--last', '5'])).toMatchObject({ article: '12', last: 5 });
    expect(readOptions(['--help'])).toBe('help');
    expect(() => readOptions(['reprot'])).toThrow('Say one of: report, impact, proposals, sync, status');
    expect(() => readOptions(['impact'])).toThrow('exactly one of');
    expect(() => readOptions(['impact', '--article', '1', '--prompt', 'draft.md'])).toThrow('exactly one of');
    expect(() => readOptions(['report', '--last', 'ten'])).toThrow('whole number');
  });

  it('needs the database but not the helpdesk where it opens none, and asks for a connection that only reads', () => {
    expect(configWithoutHelpdesk({ DATABASE_URL: 'postgres://a@b/c' })).toMatchObject({
      brain: 'local',
      databaseUrl: 'postgres://a@b/c',
    });
    expect(() => configWithoutHelpdesk({})).toThrow('DATABASE_URL is missing');
    expect(new URL(readOnly('postgres://a:b@c:5432/d?sslmode=require')).searchParams.get('options')).toBe(
      '-c default_transaction_read_only=on',
    );
  });
});

describe('withPrompt', () => {
  it('copies the prompts with one file in another version, and names the files when it knows none of that name', async () => {
    const home = await mkdtemp(join(tmpdir(), 'deskhand-prompt-test-'));
    try {
      const prompts = join(home, 'prompts');
      await mkdir(join(prompts, 'specialists'), { recursive: true });
      await writeFile(join(prompts, 'draft.md'), 'old');
      await writeFile(join(prompts, 'specialists', 'orders.md'), 'orders');
      await writeFile(join(home, 'orders.md'), 'new');
      const { folder, changes, remove } = await withPrompt(prompts, join(home, 'orders.md'));
      expect(changes).toBe(join('specialists', 'orders.md'));
      expect(await readFile(join(folder, changes), 'utf8')).toBe('new');
      expect(await readFile(join(prompts, changes), 'utf8')).toBe('orders');
      await remove();
      await expect(withPrompt(prompts, join(home, 'other.md'))).rejects.toThrow('draft.md, specialists/orders.md');
    } finally {
      await rm(home, { recursive: true });
    }
  });
});
