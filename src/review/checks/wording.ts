import { contentWords, has, share } from '../../knowledge/content-words.ts';
import { COURTESY_WORDS, GREETINGS } from '../../knowledge/courtesy-words.ts';
import type { Finding, Source } from '../../tickets/draft.ts';
import { wordingShare } from './commitments.ts';
import { isAsked, QUESTION_WORDS } from './question-words.ts';
import { block, type CitedSentence, isInternal, short, textOfSource } from './reply.ts';

const CLAUSE = /[;,:()–—]\s*|\s+(?:and|but|while|or|plus|und|aber|oder|sowie|en|maar|of|et|mais|ou|y|pero|o)\s+/iu;
/** A clause with so many words of its own must have some of them from the source. */
const CLAUSE_WORDS = 2;
const CLAUSE_SHARE = 0.34;
/** More words in a row that no source has are a statement of their own. */
const LONGEST_FOREIGN_RUN = 2;
/** Words of a question that neither the customer, nor a source, nor a plain question has. */
const MOST_NEW_WORDS = 2;
const ADDRESS = /[\p{L}\p{N}._%+-]+@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/gu;
const DIGITS = /(?<![\p{L}\p{N}])\+?\(?\d(?:[\s().\-/]{0,3}\d){4,}(?![\p{L}\p{N}])/gu;
const CODE =
  /(?<![\p{L}\p{N}])(?=[\p{L}\p{N}-]*\p{N})(?=[\p{L}\p{N}-]*\p{L})[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*(?![\p{L}\p{N}])/gu;

/** What word counting alone would let pass: a foreign clause hung on a backed one, addresses and numbers from nowhere, questions that tell. */
export function wordingFindings(
  sentences: readonly CitedSentence[],
  sources: readonly Source[],
  customerMessage: string,
): Finding[] {
  const open = sources.filter((source) => !isInternal(source)).map(textOfSource);
  return sentences.flatMap((sentence) => [
    ...identifierFindings(sentence.plain, open),
    ...(sentence.state === 'backed' ? clauseFindings(sentence) : []),
    ...(sentence.state === 'question' && !isPublished(sentence.plain, open)
      ? questionFindings(sentence.plain, [...open, customerMessage])
      : []),
  ]);
}

/** An e-mail address, a telephone or account number, a code: only what a source has, whatever kind of sentence it stands in. */
function identifierFindings(plain: string, open: readonly string[]): Finding[] {
  const letters = open.join('\n').toLowerCase();
  const digits = letters.replace(/\D+/g, ' ');
  const bare = letters.replace(/(?<=\d)[\s().\-/]{1,3}(?=\d)/g, '');
  const unknown = [
    ...(plain.match(ADDRESS) ?? []).filter((address) => !letters.includes(address.toLowerCase())),
    ...(plain.match(DIGITS) ?? []).filter(
      (number) => !bare.includes(number.replace(/\D/g, '')) && !digits.includes(number.replace(/\D+/g, ' ').trim()),
    ),
    ...(plain.replace(ADDRESS, ' ').match(CODE) ?? []).filter(
      (code) => code.length > 4 && !letters.includes(code.toLowerCase()),
    ),
  ];
  return unknown.map((each) => block('unbacked', `No source has “${short(each.trim())}”.`));
}

/** "Ordered as a guest?" stands in an approved article, word for word. */
function isPublished(plain: string, open: readonly string[]): boolean {
  return open.some((text) => wordingShare(plain, text) === 1);
}

function clauseFindings({ plain, cited }: CitedSentence): Finding[] {
  const words = new Set(
    cited.filter((source) => !isInternal(source)).flatMap((source) => contentWords(textOfSource(source))),
  );
  const foreign = plain.split(CLAUSE).find((clause) => isForeign(contentWords(clause), words));
  if (foreign !== undefined) return [block('unbacked', `No cited source backs this part: “${short(foreign)}”`)];
  const run = longestRun(contentWords(plain), words);
  return run.length > LONGEST_FOREIGN_RUN
    ? [block('unbacked', `No cited source speaks of “${run.join(' ')}”: “${short(plain)}”`)]
    : [];
}

function isForeign(clause: readonly string[], words: ReadonlySet<string>): boolean {
  return clause.length >= CLAUSE_WORDS && share(clause, words) < CLAUSE_SHARE;
}

function longestRun(said: readonly string[], words: ReadonlySet<string>): string[] {
  let longest: string[] = [];
  let run: string[] = [];
  for (const word of said) {
    run = has(words, word) ? [] : [...run, word];
    if (run.length > longest.length) longest = run;
  }
  return longest;
}

/** A question asks for what is missing. One that brings words of its own tells something, and tells it without a source. */
function questionFindings(plain: string, ground: readonly string[]): Finding[] {
  if (!isAsked(plain)) return [block('unbacked', `Tells something in the form of a question: “${short(plain)}”`)];
  const known = new Set(ground.flatMap(contentWords));
  const raw = plain.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  const own = raw.filter((word) => !COURTESY_WORDS.has(word) && !GREETINGS.has(word) && !QUESTION_WORDS.has(word));
  const fresh = own.flatMap(contentWords).filter((word) => !has(known, word));
  return fresh.length > MOST_NEW_WORDS
    ? [block('unbacked', `A question with words that no source has: “${short(plain)}”`)]
    : [];
}
