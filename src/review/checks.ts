import { judgeSentences } from '../knowledge/citations.ts';
import { withoutMarker } from '../knowledge/sentences.ts';
import type { DraftSentence, Finding, Source } from '../tickets/draft.ts';
import { detectLanguage } from '../tickets/language.ts';
import { clauseFindings } from './checks/clauses.ts';
import { commitmentFindings } from './checks/commitments.ts';
import { contentFindings } from './checks/content.ts';
import { leakFindings } from './checks/leaks.ts';
import { linkFindings } from './checks/links.ts';
import { letterFindings } from './checks/odd-letters.ts';
import { nameFindings, secretFindings } from './checks/people.ts';
import { block, type CitedSentence, type ReplyToCheck, short } from './checks/reply.ts';
import { hiddenFindings, visibleText } from './checks/visible-text.ts';
import { wordingFindings } from './checks/wording.ts';

export interface CheckOptions {
  /** Host names that a link to a customer may point to; subdomains included. */
  allowedHosts: readonly string[];
}

export interface CheckedReply {
  sentences: DraftSentence[];
  findings: Finding[];
}

/** A reply that people still read to the end; longer ones are flagged, not refused. */
const LONG_WORDS = 220;
/** Slack's text field and a sane e-mail both end here. */
export const MAX_REPLY_CHARACTERS = 3_000;
/** More sources for one sentence than anybody looks up: a net cast for words. */
const MOST_CITATIONS = 4;
const MARK = /\s*\[(\d{1,2})\]/g;

/** Everything that speaks against sending this text, from code alone: no model is asked and none can overrule it. */
export function checkReply(reply: ReplyToCheck, { allowedHosts }: CheckOptions): CheckedReply {
  // A hundred thousand characters are refused for that alone; judging them would only cost time.
  if (reply.text.length > MAX_REPLY_CHARACTERS)
    return { sentences: [], findings: [block('too_long', `Longer than ${MAX_REPLY_CHARACTERS} characters.`)] };
  // A reader sees one space where there are many; found by the attacker that learns (S7).
  const text = visibleText(reply.text).replace(/[^\S\n]+/g, ' ');
  const sentences = judgeSentences(text, reply.sources);
  const read = sentences.map((sentence) => withSources(sentence, reply.sources));
  const message = reply.customerMessage ?? '';
  const findings = [
    ...citationFindings(text, reply.sources),
    ...sentenceFindings(sentences),
    ...netFindings(sentences),
    ...commitmentFindings(read, message),
    ...clauseFindings(read),
    ...leakFindings(text, read, reply.sources),
    ...linkFindings(text, reply.sources, allowedHosts),
    ...secretFindings(read),
    ...nameFindings(read, reply.requesterName, allowedHosts),
    ...wordingFindings(read, reply.sources, message),
    ...contentFindings(text),
    ...hiddenFindings(reply.text),
    ...letterFindings(text, reply.sources, reply.requesterName),
    ...lengthFindings(text),
    ...languageFindings(text, reply.customerLanguage),
  ];
  return { sentences, findings: distinct(findings) };
}

function withSources(sentence: DraftSentence, sources: readonly Source[]): CitedSentence {
  const cited = sources.filter((source) => sentence.citations.includes(source.n));
  return { ...sentence, cited, plain: withoutMarker(sentence.text.replace(MARK, '')).trim() };
}

function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [`${finding.code} ${finding.words}`, finding])).values()];
}

function citationFindings(text: string, sources: readonly Source[]): Finding[] {
  const cited = new Set([...text.matchAll(/\[(\d{1,2})\]/g)].map((match) => Number(match[1])));
  const known = new Map(sources.map((source) => [source.n, source]));
  const findings: Finding[] = [];
  for (const n of cited) {
    const source = known.get(n);
    if (!source) findings.push(block('unknown_citation', `Cites [${n}], which was not among the sources.`));
    else if (source.kind === 'article' && source.visibility === 'internal') {
      findings.push(block('internal_citation', `Cites [${n}], a staff-only article.`));
    }
  }
  return findings;
}

function netFindings(sentences: readonly DraftSentence[]): Finding[] {
  return sentences
    .filter(({ citations }) => citations.length > MOST_CITATIONS)
    .map(({ citations, text }) => block('unbacked', `Cites ${citations.length} sources at once: “${short(text)}”`));
}

/** What is to be said of sentences that their sources do not bear; `by` names who says it when it is not code. */
export function sentenceFindings(sentences: readonly DraftSentence[], by = ''): Finding[] {
  const say = (words: string): string => (by === '' ? words : `${by}${words.charAt(0).toLowerCase()}${words.slice(1)}`);
  return sentences.flatMap((sentence) => {
    if (sentence.state === 'contradicted')
      return [block('contradicted', say(`Disagrees with its source: “${short(sentence.text)}”`))];
    if (sentence.state === 'unbacked') return [block('unbacked', say(`No source backs: “${short(sentence.text)}”`))];
    return [];
  });
}

function lengthFindings(text: string): Finding[] {
  if (text.trim() === '') return [block('empty', 'There is no text.')];
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return words > LONG_WORDS ? [{ code: 'long', severity: 'warn', words: `Long for a reply: ${words} words.` }] : [];
}

function languageFindings(text: string, customerLanguage: string): Finding[] {
  const detected = detectLanguage(text, null);
  if (customerLanguage === 'und' || detected === 'und' || detected === customerLanguage) return [];
  return [block('language', `Written in another language (${detected}) than the customer's (${customerLanguage}).`)];
}
