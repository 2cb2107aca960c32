import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMail } from './read-mail.ts';
import { readExamples } from './rows.ts';
import { type Judged, type Score, scoreOf } from './score.ts';

const FOLDER = resolve(import.meta.dirname, '../../eval-fixtures/mail');

/** Mail that we wrote ourselves: programs and languages that the examples beside the repository do not show, mostly without headers. */
describe('authored mail', () => {
  it.each(['replies-programs', 'replies-more', 'replies-harder'])(
    '%s: the newest words, and nothing older',
    async (file) => {
      const { newestText, quotedTextLeaked, people, mistakes } = await scored(file);
      expect(mistakes).toEqual([]);
      expect(newestText.all.right).toBe(newestText.all.of);
      expect(quotedTextLeaked + people.heldBack).toBe(0);
    },
  );

  it.each(['machine-programs', 'machine-more'])('%s: no program is answered, and nobody is held back', async (file) => {
    const { machineMail, mistakes } = await scored(file);
    expect(mistakes).toEqual([]);
    expect(machineMail.of).toBeGreaterThan(70);
  });

  // Written last, to be mean: one sentence, no header, no telling subject, and people who write nearly the same.
  it('machine-harder: no program is answered; of 25 people at most four are held back', async () => {
    const { machineMail, people } = await scored('machine-harder');
    expect(machineMail).toMatchObject({ of: 43, reachingReplyPath: 0 });
    expect(people).toMatchObject({ of: 25 });
    expect(people.heldBack).toBeLessThanOrEqual(4);
  });
});

async function scored(file: string): Promise<Score> {
  const judged: Judged[] = [];
  for (const example of readExamples(join(FOLDER, `${file}.jsonl`)))
    judged.push({ example, read: await readMail(example.form, example.source), ms: 0 });
  expect(judged.length).toBeGreaterThan(15);
  return scoreOf(judged);
}
