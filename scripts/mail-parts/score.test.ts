import { describe, expect, it } from 'vitest';
import { readMail } from './read-mail.ts';
import type { Example } from './rows.ts';
import { type Judged, scoreOf } from './score.ts';
import { targetsOf } from './targets.ts';

const EXAMPLE: Example = { id: 'x', form: 'text', source: '', right: [], quoted: null, writtenBy: 'human' };

async function judge(changes: Partial<Example>): Promise<Judged> {
  const example = { ...EXAMPLE, ...changes };
  return { example, read: await readMail(example.form, example.source), ms: 1 };
}

const REPLY = 'It is the Tarn kettle.\n\nOn 3 Nov 2026, at 10:00, Support wrote:\n> Which kettle is it?';
const NOTE = 'From: eva@bakker.example\nSubject: Automatic reply: hello\n\nI am away.';
const LETTER = 'From: eva@bakker.example\nSubject: hello\n\nWhere is the lid of my kettle?';

describe('scoreOf', () => {
  it('counts what is right, however the white space falls', async () => {
    const score = scoreOf([await judge({ source: REPLY, right: ['It is  the Tarn kettle.'] })]);
    expect(score.newestText).toMatchObject({ all: { of: 1, right: 1, share: 1 }, html: { of: 0, share: null } });
    expect(score.mistakes).toEqual([]);
  });

  it('counts a text that is wrong, and one that leaks', async () => {
    const wrong = await judge({ source: 'It is the Tarn kettle.', right: ['It is the Tarn kettle. And blue.'] });
    expect(scoreOf([wrong])).toMatchObject({ newestText: { all: { right: 0 } }, quotedTextLeaked: 0 });
    const leaking = await judge({ source: 'Yes.\n\nWhich kettle is it, please?', right: ['Yes.'] });
    expect(scoreOf([leaking])).toMatchObject({ newestText: { all: { right: 0 } }, quotedTextLeaked: 1 });
    const composed = await judge({ source: 'Yes. Which one?', right: ['Yes.'], quoted: 'Which one?' });
    expect(scoreOf([composed]).quotedTextLeaked).toBe(1);
  });

  it('counts machine mail that would be answered, and people who would not', async () => {
    const score = scoreOf([
      await judge({ form: 'raw', source: NOTE, writtenBy: 'auto_reply' }),
      await judge({ form: 'raw', source: LETTER, writtenBy: 'bounce' }),
      await judge({ form: 'raw', source: LETTER }),
      await judge({ form: 'raw', source: NOTE }),
    ]);
    expect(score.machineMail).toEqual({ of: 2, reachingReplyPath: 1, kindRight: 1 });
    expect(score.people).toEqual({ of: 2, heldBack: 1 });
    expect(targetsOf(score, false).map(({ met }) => met)).toEqual([false, true]);
  });
});
