import { contentWords, share } from '../../knowledge/content-words.ts';
import { COURTESY_WORDS, GREETINGS } from '../../knowledge/courtesy-words.ts';
import { weighAction } from '../../knowledge/evidence.ts';
import type { Finding } from '../../tickets/draft.ts';
import { conceptsOf, wordOf } from './concepts.ts';
import { block, type CitedSentence, isInternal, short, textOfSource } from './reply.ts';

/** Somebody of us undertaking or having done something, or the customer being given something. Data, one row a language. */
const UNDERTAKINGS: readonly RegExp[] = [
  /(?<!\p{L})(?:we|i|our team|the team|my colleagues?|our (?:billing|finance|warehouse|support|legal)|deskhand)(?:['’](?:ll|ve|d|re|m)(?!\p{L})|\s+\p{L}+)/iu,
  /(?<!\p{L})(?:(?:has|have|had) (?:\p{L}+ )?been|(?:will|shall|is going to) (?:\p{L}+ )?be|(?:is|are|was|were) (?:now |hereby |already )?\p{L}+(?:ed|en)|gets?|goes out|leaves|wurden?|worden|geworden|été|sido|a été|wird|wordt|sera|será)(?!\p{L})/iu,
  /(?<!\p{L})(?:let me|allow me|let us|shall we|should we|would you like (?:us|me|a|an|your|the)|do you want (?:us|me|a|an|your)|may we|can we|how about)(?!\p{L})/iu,
  /(?<!\p{L})(?:you(?:['’]ll| will| shall| are going to| can| may| get| now)?\s+(?:\p{L}+\s+){0,2}?(?:get|receive|entitled|owed|expect|have|keep|enjoy|qualify)|entitled to|your (?:\p{L}+\s+){0,4}(?:has|have|is|are|will|was|were)(?: \p{L}+)? (?:been |be |now )?\p{L}+(?:ed|en|ll|way)|consider it|it is yours|no need to|don['’]t (?:have|need) to|do not (?:have|need) to)(?!\p{L})/iu,
  /(?<!\p{L})(?:wir|ich|unser team)(?!\p{L})|(?<!\p{L})(?:werden|haben|habe|können|möchten sie|bekommen sie|erhalten sie|ihnen steht|ihre? \p{L}+ (?:wurde|wird|ist))(?!\p{L})/iu,
  /(?<!\p{L})(?:wij|we|ik|ons team)\s+(?:zullen|hebben|heb|gaan|ga|kunnen|kan|zal|geven|geef|sturen|stuur|betalen|vergoeden|beloven|bieden|maken|storten)(?!\p{L})|(?<!\p{L})(?:zullen|hebben|gaan|kunnen|kan|zal|heb|ga|geven|sturen)\s+(?:wij|we|ik)(?!\p{L})|(?<!\p{L})(?:u|je|jij)\s+(?:krijgt|ontvangt|kunt|kan|hoeft|hebt recht|mag)|krijg(?:t)? (?:u|je)(?!\p{L})|uw? \p{L}+ (?:is|wordt|werd)(?!\p{L})/iu,
  /(?<!\p{L})(?:nous|je|j['’]|notre équipe)\s*(?:vous\s+|allons|avons|ai(?!\p{L})|vais|pouvons|peux|ferons|ferai|offrons|envoyons|remboursons|garantissons|promettons|annulons)|(?<!\p{L})vous (?:recevrez|allez recevoir|avez droit|pouvez garder|aurez|bénéficiez)|votre \p{L}+ (?:a été|est|sera)(?!\p{L})/iu,
  /(?<!\p{L})(?:le|les|te)\s+(?:vamos|hemos|devolver|reembols|envi|regal|garantiz|promet|ofrec|dar|abon)|(?<!\p{L})(?:vamos a|hemos|podemos|haremos|garantizamos|prometemos|cancelamos|ofrecemos|recibirá|tiene derecho|su \p{L}+ (?:ha sido|está|será)|puede quedarse)(?!\p{L})/iu,
  /(?<!\p{L})(?:someone|somebody|jemand|iemand|quelqu['’]un|alguien|the (?:amount|money|sum)|it['’]ll)\s+\p{L}+|(?<!\p{L})(?:heading|coming) your way/iu,
  /^\W*(?:take|enjoy|grab|claim|help yourself|nehmen sie|genießen|neem|geniet|profitez|prenez|disfrute|tome)(?!\p{L})/iu,
  /(?<!\p{L})(?:on the house|on (?:us|me)(?!\p{L})|our treat|complimentary|at no cost|free of charge|for nothing|geschenkt|aufs haus|van het huis|offert|de regalo)/iu,
  /(?<!\p{L})(?:guarant|garant|promis|versprech|beloof|belov|promet|our word|full refund|pledge)/iu,
];
/** Turns a published sentence around without changing a word of it. */
const DENIAL =
  /(?:not|isn['’]t|never) true|untrue|nicht wahr|stimmt nicht|niet waar|pas vrai|no es (?:cierto|verdad)/iu;
/** So much of the wording stands in the source: then it is the company's own published sentence and not a new promise. */
const SAME_WORDING = 0.8;
/** What a person approves is said as proposed; hardly a word more. */
const SAME_ACTION = 0.8;

/** Commitments that nobody approves, and words of money, access and liability that no cited source has. */
export function commitmentFindings(sentences: readonly CitedSentence[], customerMessage: string): Finding[] {
  return sentences.flatMap((sentence) => findingOf(sentence, customerMessage));
}

function findingOf(sentence: CitedSentence, customerMessage: string): Finding[] {
  const denial = DENIAL.exec(sentence.plain)?.[0].toLowerCase();
  if (denial !== undefined && !sentence.cited.some((source) => textOfSource(source).toLowerCase().includes(denial)))
    return [block('unbacked', `No cited source says “${denial}”: “${short(sentence.plain)}”`)];
  const concepts = conceptsOf(sentence.plain);
  if (concepts.length === 0) return [];
  if (undertakes(sentence.plain)) return isReleased(sentence, concepts) ? [] : [promise(sentence.plain)];
  // Only a question may take up the customer's own words: "Is it the refund of last week that you mean?" gives nothing away.
  const ground = [
    ...sentence.cited.filter((source) => !isInternal(source)).map(textOfSource),
    ...(sentence.state === 'question' ? [customerMessage] : []),
  ];
  const known = new Set(ground.flatMap(conceptsOf));
  const foreign = concepts.find((concept) => !known.has(concept));
  if (foreign === undefined) return [];
  return [
    block('unbacked', `No cited source speaks of “${wordOf(foreign, sentence.plain)}”: “${short(sentence.plain)}”`),
  ];
}

/** Somebody of us undertaking something, or the customer being given something, whatever it is. */
export function undertakes(text: string): boolean {
  return UNDERTAKINGS.some((pattern) => pattern.test(text));
}

function promise(plain: string): Finding {
  return block('promise', `Promises something that nobody approves here: “${short(plain)}”`);
}

/** An action that a person approves in the same press, said as proposed; or a published sentence, word for word. */
function isReleased({ plain: sentence, cited }: CitedSentence, concepts: readonly string[]): boolean {
  const plain = withoutGreeting(sentence);
  const words = contentWords(plain).filter((word) => !COURTESY_WORDS.has(word));
  return cited.some((source) => {
    if (isInternal(source)) return false;
    const text = textOfSource(source);
    if (source.kind === 'action') {
      const known = new Set(conceptsOf(text));
      return (
        weighAction(plain, text) === 'backed' &&
        concepts.every((each) => known.has(each)) &&
        longestForeign(plain, text) <= MOST_FOREIGN_PAIRS &&
        share(words, new Set(contentWords(text))) >= SAME_ACTION
      );
    }
    return wordingShare(plain, text) >= SAME_WORDING && longestForeign(plain, text) <= MOST_FOREIGN_PAIRS;
  });
}

/** "Dear Eva, we have ..." is a greeting and a sentence. */
export function withoutGreeting(sentence: string): string {
  const [, first = '', rest = sentence] = /^(\p{L}+)(?: \p{L}+){0,3},\s+(.*)$/su.exec(sentence) ?? [];
  return GREETINGS.has(first.toLowerCase()) ? rest : sentence;
}

/** The share of neighbouring pairs of words that the source has too, small words included: "we refund" is not "we have refunded". */
export function wordingShare(sentence: string, source: string): number {
  const said = pairsOf(sentence);
  if (said.length === 0) return 0;
  const there = new Set(pairsOf(source));
  return said.filter((pair) => there.has(pair)).length / said.length;
}

/** A short promise drowns in a long honest sentence, so its pairs may not stand together either. */
const MOST_FOREIGN_PAIRS = 3;

function longestForeign(sentence: string, source: string): number {
  const there = new Set(pairsOf(source));
  let longest = 0;
  let run = 0;
  for (const pair of pairsOf(sentence)) {
    run = there.has(pair) ? 0 : run + 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

function pairsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(1).map((word, at) => `${words[at]} ${word}`);
}
