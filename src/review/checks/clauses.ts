import { contentWords, has, share } from '../../knowledge/content-words.ts';
import { COURTESY_WORDS } from '../../knowledge/courtesy-words.ts';
import type { Finding } from '../../tickets/draft.ts';
import { undertakes, withoutGreeting, wordingShare } from './commitments.ts';
import { conceptsOf } from './concepts.ts';
import { block, type CitedSentence, isInternal, short, textOfSource } from './reply.ts';

/** Where one statement ends and the next begins. */
const CLAUSE =
  /[;()]\s*|[,:–—]\s+|\s+(?:and|but|while|or|plus|so|und|aber|oder|sowie|en|maar|of|et|mais|ou|y|pero|o)\s+|\s*\[\d{1,2}\][.!?\s]*/iu;
/** Saying yes, or that it is done, in a word. */
const ASSENT =
  /^\W*(?:agreed|approved|granted|done|deal|confirmed|settled|sorted|accepted|sure|of course|certainly|absolutely|no problem|you win|as you wish|einverstanden|genehmigt|abgemacht|erledigt|natürlich|akkoord|geregeld|natuurlijk|afgesproken|d['’]accord|accordé|entendu|bien sûr|de acuerdo|hecho|claro|concedido|yes to .+)\W*$/iu;
/** "Yes, you can" opens an answer. "Money back: yes" is one. */
const YES = /^\W*(?:yes|ja|jawohl|oui|sí|sim|sì)\W*$/iu;
/** Of a clause in which we undertake something, so much must stand in the source. */
const UNDERTAKEN_SHARE = 0.6;
/** What is given away needs the source's own words, pair by pair; a free retelling of a rule about money is a person's to send. */
const GIVING = new Set([
  'refund',
  'credit',
  'compensation',
  'discount',
  'free',
  'replacement',
  'keep',
  'exception',
  'access',
  'extend',
  'approved',
]);
const GIVING_WORDING = 0.3;
/** What may hurt somebody is said as the source says it. */
const HEALTH_WORDING = 0.6;
/** How the state of this customer's own affair is told. An article knows rules; only a record or an action knows this. */
const STATE_OF_AFFAIRS =
  /(?<!\p{L})(?:your|the|ihre?|die|das|der|uw|je|de|het|votre|la|le|su|el)\s+(?:\p{L}+[\s-]){1,5}(?:(?:is|are|was|were)(?: now| already| just)? (?:back|live|zero|history|gone|void|off|on its way|on the way|going|moved|lifted|yours|refunded|unlocked|cancell?ed|approved|changed)|(?:now )?(?:ships|goes|went|moves|leaves|ends) (?:to|today|now|out|off))(?!\p{L})|^\W*(?:status|outcome|decision|result|money back|refund|verdict)\W*$/iu;
/** Told to do something that costs nothing and gives everything. */
const LETTING_OFF =
  /^\W*(?:please |just |simply )?(?:keep (?:the|it|this|your|both)|forget (?:about )?(?:the|it|this)|ignore (?:the|this|our)|use (?:the )?code|don['’]t pay|do not pay|skip the payment|tear up|consider (?:it|this|that|your))(?!\p{L})|(?<!\p{L})on (?:me|us)\W*$/iu;

/** Statement by statement: a promise hung on an honest sentence must not be covered by the honest words around it. */
export function clauseFindings(sentences: readonly CitedSentence[]): Finding[] {
  return sentences.flatMap((sentence) => {
    if (sentence.state === 'courtesy' || sentence.state === 'question') return [];
    const ground = sentence.cited.filter((source) => !isInternal(source)).map(textOfSource);
    const hung = clausesOf(sentence).find(
      (clause, at) => (at > 0 && YES.test(clause)) || !isGrounded(clause, ground, sentence),
    );
    return hung === undefined ? [] : [block('promise', `Says more than its source: “${short(hung)}”`)];
  });
}

function clausesOf({ text }: CitedSentence): string[] {
  return withoutGreeting(text)
    .split(CLAUSE)
    .map((clause) => clause.trim())
    .filter((clause) => /[\p{L}\p{N}]/u.test(clause));
}

function isGrounded(clause: string, ground: readonly string[], { cited }: CitedSentence): boolean {
  const wording = Math.max(0, ...ground.map((text) => wordingShare(clause, text)));
  // Said as the source says it.
  if (wording >= 0.8) return true;
  if (ASSENT.test(clause) || LETTING_OFF.test(clause)) return ground.some((text) => says(text, clause));
  if (STATE_OF_AFFAIRS.test(clause) && cited.every(({ kind }) => kind === 'article')) return false;
  const words = contentWords(clause).filter((word) => !COURTESY_WORDS.has(word));
  const known = new Set(ground.flatMap(contentWords));
  const backed = share(words, known);
  if (words.length > 0 && backed === 0) return isFrame(words);
  if (undertakes(clause)) return words.length > 0 && backed >= UNDERTAKEN_SHARE;
  const concepts = conceptsOf(clause);
  if (concepts.includes('health') && wording < HEALTH_WORDING) return false;
  const gives = concepts.some((concept) => GIVING.has(concept));
  return !gives || wording >= GIVING_WORDING || words.every((word) => has(known, word));
}

function says(text: string, clause: string): boolean {
  return text.toLowerCase().includes(clause.toLowerCase().replace(/^\W+|\W+$/g, ''));
}

/** Words that only lead to what is said: "in short", "for example". */
const FRAMES = new Set(
  contentWords(
    'yes no ja nein nee oui non sí short example case addition first second third then next finally otherwise instead however therefore general usually step follows note important kurz beispiel fall zuerst danach dann schließlich sonst allerdings wichtig kort voorbeeld geval eerst daarna tenslotte anders echter belangrijk bref exemple cas abord ensuite puis enfin sinon cependant important resumen ejemplo caso primero después luego finalmente embargo importante meantime',
  ),
);

function isFrame(words: readonly string[]): boolean {
  return words.every((word) => FRAMES.has(word));
}
