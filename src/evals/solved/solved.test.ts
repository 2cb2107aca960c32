import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalBrain } from '../../agents/local-brain.ts';
import { TAXONOMY } from '../../agents/openai/test-brain.fake.ts';
import { createFilesSource } from '../../knowledge/sources/files.ts';
import { PROPOSALS_MARK } from '../../knowledge/sources/proposals-mark.ts';
import { filesOf } from './proposal-files.ts';
import { proposeFrom } from './propose.ts';
import { type SolvedTicket, ticketOfLine } from './solved-ticket.ts';

const LINES = [
  {
    id: 71,
    subject: 'Wrong grinder',
    requester: 'Priya Nair',
    status: 'solved',
    messages: [
      {
        role: 'customer',
        text: 'Hello, can the Fir grinder be used for Turkish coffee?\n\nPriya Nair\npriya@nair.example',
      },
      {
        role: 'staff',
        text: 'Dear Priya, no: its finest step is too coarse for Turkish coffee. We made an exception and sent you a hand mill.',
      },
    ],
  },
  {
    id: 72,
    subject: 'Turkish coffee grinder',
    status: 'closed',
    question: 'Is your Fir grinder fine enough for Turkish coffee?',
    answer: 'No, it is not fine enough for Turkish coffee. Call me on +44 20 7946 0018 if you like.',
  },
  {
    id: 73,
    subject: 'Refund',
    status: 'solved',
    intent: 'refund_request',
    question: 'The lid cracked on day two and I would like to be paid back.',
    answer: 'We refunded it.',
  },
  { id: 74, subject: 'Refund', status: 'open', question: 'Refund me', answer: 'Soon' },
  { id: 75, subject: 'No answer', status: 'solved', question: 'Refund me now please' },
];
const tickets = (): SolvedTicket[] =>
  LINES.flatMap((row, index) => ticketOfLine(JSON.stringify(row), `line ${index}`) ?? []);
const deps = { brain: createLocalBrain({ taxonomy: TAXONOMY }), taxonomy: TAXONOMY };

describe('a solved ticket', () => {
  it('is what was asked and what people answered, without names, addresses and numbers of people', () => {
    const [first, second] = tickets();
    expect(first).toMatchObject({ id: '71', intent: null });
    expect(first?.question).toBe('Hello, can the Fir grinder be used for Turkish coffee?');
    expect(first?.answers[0]).not.toMatch(/Priya/);
    expect(second?.answers[0]).not.toMatch(/7946/);
  });

  it('counts only when it is solved and somebody answered', () => {
    expect(tickets().map(({ id }) => id)).toEqual(['71', '72', '73']);
  });

  it('that is none is refused with its line', () => {
    expect(() => ticketOfLine('{"id":1}', 'x.jsonl, line 4')).toThrow(/x\.jsonl, line 4[\s\S]*needs question/);
  });
});

describe('proposals from solved tickets', () => {
  it('are examples by what agents said, cases, and one article for a question that came twice', async () => {
    const { examples, cases, articles } = await proposeFrom(tickets(), deps);
    expect(examples).toContainEqual(
      expect.objectContaining({ intent: 'refund_request', ticket: '73', why: 'an agent set this intent' }),
    );
    expect(cases.map(({ ticket, confirmed }) => [ticket.id, confirmed])).toEqual([
      ['71', false],
      ['72', false],
      ['73', true],
    ]);
    expect(articles).toHaveLength(1);
    expect(articles[0]).toMatchObject({
      language: 'en',
      answers: expect.arrayContaining([
        expect.objectContaining({ ticket: '71' }),
        expect.objectContaining({ ticket: '72' }),
      ]),
    });
    expect(articles[0]?.title).toContain('Turkish coffee');
  });

  it('do not repeat what the taxonomy has already', async () => {
    const line = {
      id: 1,
      subject: '',
      status: 'solved',
      intent: 'refund_request',
      question: 'I want my money back',
      answer: 'ok',
    };
    const known = ticketOfLine(JSON.stringify(line), 'line 1');
    expect((await proposeFrom([known!], deps)).examples).toEqual([]);
  });
});

describe('nothing of a solved ticket is ever a source', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskhand-solved-'));
    await mkdir(join(folder, 'proposals'));
    await writeFile(join(folder, 'real.md'), '# A real article\n\nText.');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function write(leaveOut: readonly string[] = []): Promise<void> {
    for (const [name, content] of filesOf(await proposeFrom(tickets(), deps))) {
      if (leaveOut.includes(name)) continue;
      await mkdir(dirname(join(folder, 'proposals', name)), { recursive: true });
      await writeFile(join(folder, 'proposals', name), content);
    }
  }
  const ids = async (path: string, notes: string[] = []) =>
    (await Array.fromAsync(createFilesSource({ path }).articles((words) => notes.push(words)))).map(({ id }) => id);

  it('when the folder lies inside the articles', async () => {
    await write();
    const notes: string[] = [];
    expect(await ids(folder, notes)).toEqual(['real.md']);
    expect(notes).toEqual([expect.stringContaining('proposals from solved tickets')]);
  });

  it('when the folder itself is named as a source', async () => {
    await write();
    await expect(ids(join(folder, 'proposals'))).rejects.toThrow('no source of answers');
  });

  it('when somebody copies the files without the mark: each is a draft', async () => {
    await write([PROPOSALS_MARK]);
    expect(await ids(folder)).toEqual(['real.md']);
  });
});
