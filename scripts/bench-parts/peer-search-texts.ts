import type { Article } from '../../src/knowledge/article.ts';
import { cutArticle } from '../../src/knowledge/chunk.ts';
import type { CutForIndex } from '../../src/knowledge/index-rows.ts';

/** Made-up articles, the same on every run. Nothing here is read from a file, so the bench needs no data. */

export const PASSAGES_PER_ARTICLE = 8;
/** About what an article's passage has after the cut by headings. */
const WORDS_PER_PASSAGE = 110;
const VOCABULARY = 60_000;
/** Words of one subject come again and again in its articles; as many subjects as a help center has sections. */
const SUBJECTS = 400;
const WORDS_OF_SUBJECT = 60;
const SYLLABLES = 'ka te mi ro su la ne po di ve bar tol gen ris mon fel cur dap lin wes zor hap'.split(' ');
/** About half of a text, and left out by every engine but for the time it takes to read them. */
const COMMON = 'the to of and a in is for on with that you it your be are or as if can not this will from at'.split(
  ' ',
);

/** Small and steady; Math.random could not be played again. */
function dice(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Word number n, n = 0 the commonest. Pronounceable, so that stemming and word shapes have their usual work. */
function wordAt(n: number): string {
  let word = '';
  for (let left = n + SYLLABLES.length; left > 0; left = Math.floor(left / SYLLABLES.length))
    word += SYLLABLES[left % SYLLABLES.length];
  return word;
}

/** Zipf: the tenth word comes a tenth as often as the first. */
function wordByFrequency(roll: number): string {
  return wordAt(Math.floor(VOCABULARY ** roll) - 1);
}

function wordOfSubject(subject: number, roll: number): string {
  const place = Math.floor(WORDS_OF_SUBJECT ** roll) - 1;
  return wordAt(500 + ((subject * 7_919 + place * 104_729) % (VOCABULARY - 500)));
}

function sentenceOf(roll: () => number, subject: number, length: number): string {
  const words = Array.from({ length }, () => {
    const kind = roll();
    if (kind < 0.45) return COMMON[Math.floor(roll() * COMMON.length)] ?? 'the';
    return kind < 0.7 ? wordOfSubject(subject, roll()) : wordByFrequency(roll());
  });
  return words.join(' ');
}

export function articleAt(n: number): Article {
  const roll = dice(n);
  const subject = n % SUBJECTS;
  const section = (): string => {
    const sentences = Array.from(
      { length: Math.ceil(WORDS_PER_PASSAGE / 14) },
      () => `${sentenceOf(roll, subject, 14)}.`,
    );
    return `## ${sentenceOf(roll, subject, 4)}\n\n${sentences.join(' ')}`;
  };
  return {
    id: String(n),
    source: 'bench',
    title: sentenceOf(roll, subject, 6),
    locale: 'en',
    visibility: 'public',
    section: null,
    url: `https://bench.example/${n}`,
    format: 'markdown',
    body: Array.from({ length: PASSAGES_PER_ARTICLE }, section).join('\n\n'),
    updatedAt: new Date(0),
  };
}

export async function* articlesOf(fromPassages: number, toPassages: number): AsyncGenerator<Article> {
  const [from, to] = [fromPassages, toPassages].map((passages) => Math.floor(passages / PASSAGES_PER_ARTICLE));
  for (let n = from ?? 0; n < (to ?? 0); n += 1) yield articleAt(n);
}

/** A new version: one sentence more in it. */
export function changed(article: Article, round: number): CutForIndex {
  const body = `${article.body} Changed in round ${round}.`;
  return { article, fingerprint: `${article.id} ${round}`, ...cutArticle({ ...article, body }) };
}

/** Questions about subjects that are there, as customers write them: half of the words say nothing. */
export function questionsOf(size: number, count: number): string[] {
  const roll = dice(size + 77);
  return Array.from({ length: count }, () => {
    const subject = Math.floor(roll() * SUBJECTS);
    return `How do I ${sentenceOf(roll, subject, 4 + Math.floor(roll() * 9))}?`;
  });
}
