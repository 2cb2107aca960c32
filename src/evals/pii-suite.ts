import { basename, resolve } from 'node:path';
import { findAll } from '../redaction/find.ts';
import { share } from './metric.ts';
import { countByType, type Found, type Marked, markAll, tokensOf } from './pii/marks.ts';
import { type PiiRow, readPiiRows } from './pii/rows.ts';
import type { Item, Metric, Part, Suite, Target } from './suite.ts';

/** Types that must never be missed, under the names that data sets give them. */
const SECRETS = new Set([
  'CARD',
  'CREDIT_CARD',
  'IBAN',
  'IBAN_CODE',
  'SSN',
  'US_SSN',
  'PASSWORD',
  'APIKEY',
  'API_KEY',
  'CVV',
]);

/** What is promised overall: our own mails, and better than the tuned configuration of Presidio on its own data. */
const OVERALL: Readonly<Record<string, Target>> = {
  'pii-support': { atLeast: 0.95 },
  'pii-presidio': { atLeast: 0.84 },
};
const MOST_LOST = 0.05;

/** Is personal data hidden, and do harmless numbers survive? Rules only, so the brain does not matter. */
export const piiSuite: Suite = {
  name: 'pii',
  title: 'Hiding personal data',
  question: 'Is everything that says who somebody is hidden, and is everything that the answer needs still there?',
  run: async (input) => {
    const name = basename(resolve(input.data));
    const rows = readPiiRows(input.data).slice(0, input.limit ?? undefined);
    input.progress(`${name}: ${rows.length} texts`);
    const strict = partOf(name, rows, true);
    const gentle = partOf(name, rows, false);
    return { parts: [strict.part, gentle.part], items: [...strict.items, ...gentle.items] };
  },
};

const LEVELS = {
  strict: {
    name: 'for logs and traces',
    about: 'Strict: nobody needs the meaning, so countries and every unexplained capitalised word are hidden too.',
  },
  gentle: {
    name: 'for models',
    about: 'Gentle: countries stay readable, because an answer about delivery depends on them.',
  },
};

function partOf(name: string, rows: readonly PiiRow[], strict: boolean): { part: Part; items: Item[] } {
  const level = strict ? LEVELS.strict : LEVELS.gentle;
  const base = `${name}/${strict ? 'strict' : 'gentle'}`;
  const marked = rows.map((row): Marked => markAll(row, findAll(row.text, { strict })));
  const personal = marked.flatMap(({ personal }) => personal);
  const kept = marked.flatMap(({ mustKeep }) => mustKeep);
  const overall = strict || name === 'pii-support' ? OVERALL[name] : undefined;
  const metrics: Metric[] = [
    shareOf(personal, {
      key: `${base}/recall`,
      label: 'Personal data hidden',
      ...(overall ? { target: overall } : {}),
    }),
    ...secretMetrics(base, personal),
    ...(kept.length === 0 ? [] : [lost(base, kept)]),
    precision(base, marked),
  ];
  const types = countByType(personal).map(({ type, hidden, of }) => [
    type,
    String(hidden),
    String(of),
    percent(hidden, of),
  ]);
  const table = { title: 'By type', columns: ['type', 'hidden', 'of', 'share'], rows: types };
  const part = {
    name: `${name}, ${level.name}`,
    about: `${rows.length} texts. ${level.about}`,
    metrics,
    tables: [table],
  };
  return { part, items: marked.map((mark) => itemOf(base, mark)) };
}

function shareOf(found: readonly Found[], said: { key: string; label: string; target?: Target }): Metric {
  return share(said, found.filter(({ hidden }) => hidden).length, found.length);
}

/** Each kind of secret has a promise of its own: one missed card is one too many. */
function secretMetrics(base: string, personal: readonly Found[]): Metric[] {
  return countByType(personal)
    .filter(({ type }) => SECRETS.has(type))
    .map(({ type, hidden, of }) =>
      share({ key: `${base}/recall/${type}`, label: `Of type ${type}`, target: { atLeast: 1 } }, hidden, of),
    );
}

function lost(base: string, kept: readonly Found[]): Metric {
  const said = { key: `${base}/lost`, label: 'Harmless numbers lost', target: { atMost: MOST_LOST } };
  return share(said, kept.filter(({ touched }) => touched).length, kept.length);
}

/** By words: of all words that were hidden, how many are labelled as personal. */
function precision(base: string, marked: readonly Marked[]): Metric {
  const hidden = marked.flatMap(tokensOf).filter((token) => token.hidden);
  const right = hidden.filter((token) => token.personal).length;
  return share({ key: `${base}/precision`, label: 'Hidden words that are personal' }, right, hidden.length);
}

function itemOf(base: string, { row, personal, mustKeep }: Marked): Item {
  const missed = personal.filter(({ hidden }) => !hidden).map(({ type, value }) => `${type} “${value}”`);
  const broken = mustKeep.filter(({ touched }) => touched).map(({ type, value }) => `${type} “${value}”`);
  const got = [
    ...(missed.length > 0 ? [`missed ${missed.join(', ')}`] : []),
    ...(broken.length > 0 ? [`lost ${broken.join(', ')}`] : []),
  ].join('; ');
  const expected = `${personal.length} hidden, ${mustKeep.length} kept`;
  const ok = got === '';
  return { id: `${base}/${row.id}`, part: base, text: row.text, expected, got: ok ? 'all' : got, ok };
}

function percent(part: number, of: number): string {
  return `${((100 * part) / Math.max(1, of)).toFixed(0)} %`;
}
