import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMail } from './read-mail.ts';
import { readExamples } from './rows.ts';
import { type Judged, scoreOf } from './score.ts';
import { targetsOf } from './targets.ts';

const DATA = resolve(import.meta.dirname, '../../../shared/data');

/** The examples lie beside the repository and are not part of it; without them these tests are skipped. */
describe.skipIf(!existsSync(DATA))('the mail examples beside the repository', () => {
  it.each([
    ['email-reply', false],
    ['email-machine', false],
    ['email-tickets', true],
  ])('meet every target: %s', async (folder, composed) => {
    const judged: Judged[] = [];
    for (const example of readExamples(join(DATA, folder)))
      judged.push({ example, read: await readMail(example.form, example.source), ms: 0 });
    expect(judged.length).toBeGreaterThan(50);
    expect(targetsOf(scoreOf(judged), composed).filter(({ met }) => !met)).toEqual([]);
  });
});
