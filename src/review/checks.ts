import { judgeSentences } from '../knowledge/citations.ts';
import type { DraftSentence, Finding, Source } from '../tickets/draft.ts';
import { detectLanguage } from '../tickets/language.ts';

export interface CheckOptions {
  /** Host names that a link to a customer may point to; subdomains included. */
  allowedHosts: readonly string[];
}

export interface CheckedReply {
  sentences: DraftSentence[];
  findings: Finding[];
}

export interface ReplyToCheck {
  /** With [n] marks. */
  text: string;
  sources: readonly Source[];
  /** ISO 639-1 of the customer's message; "und" skips the language check. */
  customerLanguage: string;
}

/** A reply that people still read to the end; longer ones are flagged, not refused. */
const LONG_WORDS = 220;
/** Slack's text field and a sane e-mail both end here. */
export const MAX_REPLY_CHARACTERS = 3_000;
/** So many words in a row shared with a staff-only passage are a quotation and not a coincidence. */
const LEAK_WORDS = 7;

/** Everything that speaks against sending this text, from code alone: no model is asked and none can overrule it. */
export function checkReply(reply: ReplyToCheck, options: CheckOptions): CheckedReply {
  const sentences = judgeSentences(reply.text, reply.sources);
  const findings = [
    ...citationFindings(reply),
    ...sentenceFindings(sentences),
    ...promiseFindings(sentences, reply.sources),
    ...leakFindings(reply),
    ...linkFindings(reply.text, options.allowedHosts),
    ...contentFindings(reply.text),
    ...lengthFindings(reply.text),
    ...languageFindings(reply),
  ];
  return { sentences, findings };
}

function block(code: string, words: string): Finding {
  return { code, severity: 'block', words };
}

function citationFindings({ text, sources }: ReplyToCheck): Finding[] {
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

function sentenceFindings(sentences: readonly DraftSentence[]): Finding[] {
  return sentences.flatMap((sentence) => {
    if (sentence.state === 'contradicted')
      return [block('contradicted', `Disagrees with its source: “${short(sentence.text)}”`)];
    if (sentence.state === 'unbacked') return [block('unbacked', `No source backs: “${short(sentence.text)}”`)];
    return [];
  });
}

/** First person (we, I, the team) undertaking something, or a guarantee. Data, one row a language. */
const PROMISES: readonly RegExp[] = [
  /\b(?:we|i)(?:'ll| will| have| can| are going to)(?: \w+){0,2} (?:refund|credit|compensate|reimburse|replace|waive|upgrade|cancel|unlock|discount)\w*/i,
  /\b(?:guarantee|promise|full refund|free of charge for you|you will (?:get|receive) (?:a |your )?(?:refund|replacement|credit))\b/i,
  /\bwir (?:werden|haben|können)(?: \S+){0,6} (?:erstatte|ersetze|storniere|gutschreibe|erstattet|ersetzt|storniert)\w*/i,
  /\bwe (?:zullen|hebben|gaan)(?: \S+){0,6} (?:terugbetal|vervang|annule|terugbetaald|vervangen|geannuleerd)\w*/i,
  /\bnous (?:allons|avons)(?: \S+){0,4} (?:rembours|remplac|annul)\w*/i,
];

/** A promise needs an action that a person approves in the same press; an article about refunds in general is not one. */
function promiseFindings(sentences: readonly DraftSentence[], sources: readonly Source[]): Finding[] {
  const actions = new Set(sources.filter((source) => source.kind === 'action').map((source) => source.n));
  const articles = new Set(sources.filter((source) => source.kind === 'article').map((source) => source.n));
  return sentences.flatMap((sentence) => {
    if (!PROMISES.some((pattern) => pattern.test(sentence.text))) return [];
    if (sentence.citations.some((n) => actions.has(n))) return [];
    // A sentence taken from an approved public article is the company's own published promise.
    if (sentence.state === 'backed' && sentence.citations.some((n) => articles.has(n))) return [];
    return [block('promise', `Promises something that nobody approves here: “${short(sentence.text)}”`)];
  });
}

function leakFindings({ text, sources }: ReplyToCheck): Finding[] {
  const words = wordsOf(text);
  const grams = new Set(windows(words, LEAK_WORDS));
  const publicGrams = new Set(
    sources.flatMap((source) => (isInternal(source) ? [] : windows(wordsOf(source.text), LEAK_WORDS))),
  );
  const leaks = sources.filter(
    (source) =>
      isInternal(source) &&
      windows(wordsOf(source.text), LEAK_WORDS).some((gram) => grams.has(gram) && !publicGrams.has(gram)),
  );
  return leaks.map((source) => block('internal_text', `Repeats words of the staff-only source [${source.n}].`));
}

function isInternal(source: Source): boolean {
  return source.kind === 'article' && source.visibility === 'internal';
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function windows(words: readonly string[], size: number): string[] {
  return words
    .slice(0, Math.max(0, words.length - size + 1))
    .map((_, start) => words.slice(start, start + size).join(' '));
}

/** With or without scheme: mail programs make a link of both. */
const LINK =
  /\b(?:(?:https?|ftp):\/\/|www\.)[^\s<>"')\]]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|io|app|xyz|top|info|biz|ru|cn|link|click|zip|example)(?:\/[^\s<>"')\]]*)?/gi;

function linkFindings(text: string, allowedHosts: readonly string[]): Finding[] {
  const hosts = new Set(
    [...text.matchAll(LINK)].filter((match) => text[match.index - 1] !== '@').map((match) => hostOf(match[0])),
  );
  return [...hosts]
    .filter((host) => !allowedHosts.some((allowed) => host === allowed || host.endsWith(`.${allowed}`)))
    .map((host) => block('foreign_link', `Links to ${host}, which is not on the list of allowed hosts.`));
}

function hostOf(link: string): string {
  const withoutScheme = link.toLowerCase().replace(/^[a-z]+:\/\//, '');
  return (withoutScheme.split(/[/?#:]/)[0] ?? withoutScheme).replace(/^www\./, '').replace(/\.$/, '');
}

function contentFindings(text: string): Finding[] {
  const findings: Finding[] = [];
  if (/<\s*\/?\s*[a-z!][^>]*>|javascript:|data:text|!\[[^\]]*\]\(/i.test(text)) {
    findings.push(block('active_content', 'Contains HTML, an image or a script link.'));
  }
  if (/\b(?:\d[ -]?){13,19}\b/.test(text))
    findings.push(block('card_number', 'Contains what looks like a card number.'));
  return findings;
}

function lengthFindings(text: string): Finding[] {
  if (text.trim() === '') return [block('empty', 'There is no text.')];
  if (text.length > MAX_REPLY_CHARACTERS) return [block('too_long', `Longer than ${MAX_REPLY_CHARACTERS} characters.`)];
  const words = wordsOf(text).length;
  return words > LONG_WORDS ? [{ code: 'long', severity: 'warn', words: `Long for a reply: ${words} words.` }] : [];
}

function languageFindings({ text, customerLanguage }: ReplyToCheck): Finding[] {
  const detected = detectLanguage(text, null);
  if (customerLanguage === 'und' || detected === 'und' || detected === customerLanguage) return [];
  return [block('language', `Written in another language (${detected}) than the customer's (${customerLanguage}).`)];
}

function short(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
