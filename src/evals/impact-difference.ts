import { factsOf } from '../knowledge/facts.ts';
import { splitSentences, withoutMarker } from '../knowledge/sentences.ts';
import { type Draft, type Finding, type Source, withoutMarks } from '../tickets/draft.ts';

/** A draft as the check left it. */
export interface CheckedDraft {
  draft: Draft;
  findings: readonly Finding[];
  sources: readonly Source[];
}

export interface Difference {
  /** `answer`: it answers, asks or hands over instead; `facts`: other amounts or times; `words`: the rest. */
  kind: 'none' | 'answer' | 'facts' | 'sources' | 'words';
  /** What changed, each a sentence for the person who decides. */
  changes: string[];
  /** Sentences that are gone and sentences that are new, without citation marks. */
  gone: string[];
  added: string[];
}

/** Pure: what a customer would read differently, and what a check would say differently. */
export function differenceOf(before: CheckedDraft, after: CheckedDraft): Difference {
  const [was, is] = [sentencesOf(before), sentencesOf(after)];
  const gone = was.filter((sentence) => !is.includes(sentence));
  const added = is.filter((sentence) => !was.includes(sentence));
  const kinds = kindChange(before.draft, after.draft);
  const findings = listChange('Finding', before.findings.map(wordsOf), after.findings.map(wordsOf));
  const facts = factsIn(gone) === factsIn(added) ? [] : ['Numbers or times differ.'];
  const sources = listChange('Cited article', citedTitles(before), citedTitles(after));
  const words = gone.length + added.length > 0 ? ['The wording differs.'] : [];
  const changes = [...kinds, ...findings, ...facts, ...sources];
  return {
    kind: kindOf({ answer: [...kinds, ...findings], facts, sources, words }),
    changes: changes.length > 0 ? changes : words,
    gone,
    added,
  };
}

function kindOf(found: Record<'answer' | 'facts' | 'sources' | 'words', readonly string[]>): Difference['kind'] {
  if (found.answer.length > 0) return 'answer';
  if (found.facts.length > 0) return 'facts';
  if (found.sources.length > 0) return 'sources';
  return found.words.length > 0 ? 'words' : 'none';
}

function kindChange(before: Draft, after: Draft): string[] {
  return before.kind === after.kind ? [] : [`It was ${nameOf(before)} and becomes ${nameOf(after)}.`];
}

function nameOf({ kind }: Draft): string {
  const names = { answer: 'an answer', clarify: 'a question', handoff: 'a handoff' } as const;
  return names[kind];
}

function listChange(what: string, before: readonly string[], after: readonly string[]): string[] {
  const gone = before.filter((each) => !after.includes(each)).map((each) => `${what} gone: ${each}`);
  const added = after.filter((each) => !before.includes(each)).map((each) => `${what} new: ${each}`);
  return [...new Set([...gone, ...added])];
}

function sentencesOf({ draft }: CheckedDraft): string[] {
  return splitSentences(withoutMarks(draft.text)).map(withoutMarker);
}

function wordsOf({ words }: Finding): string {
  return words;
}

/** In the form in which they are compared, for comparing only: people read them in the sentences. */
function factsIn(sentences: readonly string[]): string {
  const facts = sentences.flatMap((sentence) => factsOf(sentence).facts);
  return facts
    .map(({ kind, from, to }) => `${kind} ${from} ${to}`)
    .sort()
    .join(', ');
}

function citedTitles({ draft, sources }: CheckedDraft): string[] {
  const cited = new Set([...draft.text.matchAll(/\[(\d{1,2})\]/g)].map((match) => Number(match[1])));
  return sources.flatMap((source) => (source.kind === 'article' && cited.has(source.n) ? [source.title] : []));
}
