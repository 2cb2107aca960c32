import type { DraftSentence, Source } from '../tickets/draft.ts';
import { isCourtesy } from './courtesy.ts';
import { type Verdict, weighAction, weighEvidence } from './evidence.ts';
import { agrees, factsOf } from './facts.ts';
import { splitSentences, withoutMarker } from './sentences.ts';

/** Where one statement ends and the next begins inside a sentence. */
const HALVES =
  /[;,]\s+(?:and|but|while|und|aber|en|maar|et|mais|y|pero)\s+|;\s+|\s+(?:and|but|while|und|aber|en|maar|et|mais|y|pero)\s+/i;
const MARK = /\s*\[(\d{1,2})\]/g;

/**
 * Pure: what each sentence of a draft is, and whether the sources it cites back it. It compares words, numbers, names and negation and
 * understands nothing: it is strict where a wrong word costs money, and a person reads what it does not believe.
 */
export function judgeSentences(text: string, sources: readonly Source[]): DraftSentence[] {
  return splitSentences(text).map((sentence) => {
    const citations = [...new Set([...sentence.matchAll(MARK)].map((match) => Number(match[1])))];
    const plain = withoutMarker(sentence.replace(MARK, '')).trim();
    return { text: sentence, citations, state: judge({ plain, citations }, sources) };
  });
}

interface Cited {
  plain: string;
  citations: readonly number[];
}

function judge(sentence: Cited, sources: readonly Source[]): DraftSentence['state'] {
  const { plain, citations } = sentence;
  if (citations.length === 0 && (!/[\p{L}\p{N}]/u.test(plain) || isCourtesy(plain))) return 'courtesy';
  if (isPlainQuestion(plain, sources)) return 'question';
  const cited = sources.filter((source) => citations.includes(source.n));
  const verdicts = cited.map((source) => weigh(plain, source));
  if (verdicts.includes('backed')) return 'backed';
  if (isBackedInParts(plain, cited)) return 'backed';
  return verdicts.includes('contradicted') ? 'contradicted' : 'unbacked';
}

/** A sentence may take one half from one source and the other half from another. An action never lends itself to that. */
function isBackedInParts(plain: string, cited: readonly Source[]): boolean {
  const passages = cited.filter((source) => source.kind !== 'action');
  const parts = plain.split(HALVES);
  if (passages.length < 2 || parts.length < 2) return false;
  return parts.every((part) => passages.some((source) => weigh(part, source) === 'backed'));
}

function weigh(plain: string, source: Source): Verdict {
  if (source.kind === 'action') return weighAction(plain, source.text);
  const headings = source.kind === 'article' ? source.headingPath : [];
  return weighEvidence(plain, source.text, [source.title, ...headings].join('\n'));
}

/** A question claims nothing, unless it slips in a number that no source has. */
function isPlainQuestion(plain: string, sources: readonly Source[]): boolean {
  if (!/[?？]["'”’)]*$/.test(plain)) return false;
  const known = sources.flatMap((source) => factsOf(source.text).facts);
  return factsOf(plain).facts.every((fact) => known.some((other) => agrees(fact, other)));
}
