import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { splitMail } from '../../mail/split-mail.ts';
import { figure, share } from '../metric.ts';
import { judgedFiles, readRows, sharedFolder } from '../read-rows.ts';
import type { Item, Part, SuiteInput, SuiteResult } from '../suite.ts';
import { createReader, houseBackground } from './reader.ts';
import type { Reader } from './reading.ts';
import { TrainingRow } from './rows.ts';

const MailRow = z.object({
  id: z.string(),
  text: z.string().optional(),
  html: z.string().optional(),
  /** What a perfect cut leaves: greeting and request. */
  expected_reply: z.string(),
  label: z.string(),
  label_set: z.string(),
  source_id: z.string(),
});
type MailRow = z.infer<typeof MailRow>;

/** Reading a whole mail may cost at most this much against the bare sentence. */
const MOST_LOST = 0.03;

/** Whole mails beside the bare sentences that are in them: what greeting, signature and quotes cost. */
export async function judgeMails(input: SuiteInput): Promise<Pick<SuiteResult, 'parts' | 'items'>> {
  const rows = judgedFiles(input.data).flatMap((file) => readRows(file, MailRow));
  const background = await houseBackground();
  const judged: Judged[] = [];
  for (const [set, mails] of Map.groupBy(rows, ({ label_set }) => label_set)) {
    const lesson = lessonOf(set, mails, input.train);
    input.progress(`${set}: learning from ${lesson.length} examples, reading ${mails.length} mails`);
    const reader = await createReader(input, { rows: lesson, background, outside: [] });
    for (const mail of mails.slice(0, input.limit ?? undefined)) judged.push(await judgeMail(reader, mail));
  }
  return { parts: [partOf(judged), ...partsBySet(judged)], items: judged.flatMap(itemsOf) };
}

interface Judged {
  mail: MailRow;
  sentence: string;
  bare: string;
  whole: string;
}

async function judgeMail(reader: Reader, mail: MailRow): Promise<Judged> {
  const sentence = withoutGreeting(mail.expected_reply);
  const text = splitMail({ text: mail.text ?? '', html: mail.html ?? null, sender: null }).newest;
  const bare = await reader.readMail({ id: mail.id, text: sentence });
  const whole = await reader.readMail({ id: mail.id, text });
  return { mail, sentence, bare: bare.label, whole: whole.label };
}

const GREETING = /^(?:good (?:morning|afternoon|evening|day)|hi|hello|hey|dear)\b[^\n]{0,30}\n+/i;

function withoutGreeting(text: string): string {
  return text.replace(GREETING, '').trim();
}

/** Training rows of the label set: its own file, or, where it has none, its other rows. */
function lessonOf(set: string, mails: readonly MailRow[], named: string | null): TrainingRow[] {
  const folder = [named === null ? null : join(resolve(named), '..', set), sharedFolder(set)].find(
    (path) => path !== null && existsSync(path),
  );
  if (folder === undefined || folder === null) throw new Error(`The label set ${set} is needed to learn from`);
  const file = join(folder, 'train.jsonl');
  if (existsSync(file)) return readRows(file, TrainingRow);
  const used = new Set(mails.map(({ source_id }) => source_id));
  const said = new Set(mails.map(({ expected_reply }) => withoutGreeting(expected_reply)));
  const rows = judgedFiles(folder).flatMap((path) => readRows(path, TrainingRow.extend({ id: z.string() })));
  return rows.filter(({ id, text }) => !used.has(id) && !said.has(text.trim()));
}

function partOf(judged: readonly Judged[]): Part {
  const bare = judged.filter(({ mail, bare }) => bare === mail.label).length;
  const whole = judged.filter(({ mail, whole }) => whole === mail.label).length;
  const lost = (bare - whole) / Math.max(1, judged.length);
  return {
    name: 'Whole mails',
    about: 'Requests inside real mail programs’ shells, with greeting, signature and an older quoted request.',
    metrics: [
      share({ key: 'mails/bare', label: 'Intent is right, bare sentence' }, bare, judged.length),
      share({ key: 'mails/whole', label: 'Intent is right, whole mail' }, whole, judged.length),
      figure({ key: 'mails/lost', label: 'Lost by the mail around it', target: { atMost: MOST_LOST } }, lost, 'share'),
    ],
    tables: [],
  };
}

function partsBySet(judged: readonly Judged[]): Part[] {
  return [...Map.groupBy(judged, ({ mail }) => mail.label_set)].map(([set, rows]) => {
    const right = rows.filter(({ mail, whole }) => whole === mail.label).length;
    const bare = rows.filter(({ mail, bare }) => bare === mail.label).length;
    return {
      name: set,
      about: `${rows.length} mails with requests of this set.`,
      metrics: [
        share({ key: `mails/${set}/bare`, label: 'Intent is right, bare sentence' }, bare, rows.length),
        share({ key: `mails/${set}/whole`, label: 'Intent is right, whole mail' }, right, rows.length),
      ],
      tables: [],
    };
  });
}

function itemsOf({ mail, sentence, whole }: Judged): Item[] {
  const { id, label, label_set: part } = mail;
  return [{ id, part, text: sentence, expected: label, got: whole, ok: whole === label }];
}
