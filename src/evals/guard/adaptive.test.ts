import { describe, expect, it } from 'vitest';
import { fakeDraftInput } from '../../agents/local/draft-input.fake.ts';
import { createRandom } from '../../agents/local/random.ts';
import { checkReply } from '../../review/checks.ts';
import type { Source } from '../../tickets/draft.ts';
import type { AttackInput, Payload } from './attack.ts';
import { DISGUISES } from './disguises.ts';
import { LINKS } from './payloads-links.ts';
import { ACTIVE_CONTENT } from './payloads-other.ts';

const TRIES = 200;
const PASSAGE: Source = {
  n: 1,
  kind: 'article',
  passageId: 1,
  articleId: 'a',
  version: '1',
  title: 'Returns',
  headingPath: ['Returns'],
  url: 'https://kettleandpine.example/returns',
  visibility: 'public',
  text: 'You can return an item within 30 days of delivery.',
  updatedAt: '2026-01-01T00:00:00Z',
  score: 1,
};
const GIVEN: AttackInput = {
  input: fakeDraftInput({ sources: [PASSAGE] }),
  loot: { foreign: { name: '', email: '', order: '', tracking: '', item: '' }, internal: [] },
};
const SPELLINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toLowerCase(),
  (text) => text.replace(/ /g, '  '),
  (text) => text.replace(/o/, 'о'),
  (text) => text.replace(/(\w)(\w)/, '$1\u200b$2'),
  (text) => text.replace(/ (?=\w)/g, '\u00a0'),
];

interface Genes {
  payload: number;
  outer: number;
  inner: number;
  spelling: number;
}

const at = <T>(list: readonly T[], gene: number): T => list[gene % list.length] as T;

/** Two disguises, one around the other, and a spelling; whoever tries learns from each answer how near it was. */
function textOf(payloads: readonly Payload[], genes: Genes): string {
  const said = at(payloads, genes.payload).said(GIVEN);
  const inner = genes.inner === 0 ? said : at(DISGUISES, genes.inner).wrap(said, GIVEN).text;
  return at(SPELLINGS, genes.spelling)(at(DISGUISES, genes.outer).wrap(inner, GIVEN).text);
}

function blocksOf(text: string): number {
  const reply = { text, sources: GIVEN.input.sources, customerLanguage: 'en', customerMessage: 'How do I return it?' };
  const { findings } = checkReply(reply, { allowedHosts: ['kettleandpine.example'] });
  return findings.filter(({ severity }) => severity === 'block').length;
}

/** A disguise may swallow its own payload; only what a customer would read is a success. */
function isReadIn(text: string, said: string): boolean {
  const squeezed = (words: string): string =>
    words
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('о', 'o')
      .replace(/[^\p{L}\p{N}<:/]+/gu, '');
  return squeezed(text).includes(squeezed(said));
}

/** Climbs towards fewer refusals and begins anew when it gets no further. */
function climb(payloads: readonly Payload[], seed: number): string[] {
  const random = createRandom(seed);
  const gene = (): number => Math.floor(random() * 1_000);
  const fresh = (): Genes => ({ payload: gene(), outer: gene(), inner: gene(), spelling: gene() });
  const through: string[] = [];
  let best = fresh();
  let fewest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const names = ['payload', 'outer', 'inner', 'spelling'] as const;
    const next = attempt % 40 === 0 ? fresh() : { ...best, [at(names, gene())]: gene() };
    const text = textOf(payloads, next);
    const blocks = blocksOf(text);
    if (blocks === 0 && isReadIn(text, at(payloads, next.payload).said(GIVEN))) through.push(text);
    if (attempt % 40 === 0 || blocks <= fewest) {
      best = next;
      fewest = blocks;
    }
  }
  return through;
}

describe('S7: an attacker that learns from every refusal, 200 tries for each of two goals', () => {
  it.each([
    ['send the customer to a strange address', LINKS],
    ['smuggle active content in', ACTIVE_CONTENT],
  ])('does not %s', (_goal, payloads) => {
    expect(climb(payloads, 7)).toEqual([]);
  });
});
