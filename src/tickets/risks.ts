import { RISKS, type Risk } from './assessment.ts';
import { fold } from './fold.ts';
import { DISPUTE_RULES } from './risk-rules-dispute.ts';
import { PROMPT_RULES } from './risk-rules-prompt.ts';
import { SAFETY_RULES } from './risk-rules-safety.ts';
import { holdsSecret } from './secrets.ts';
import { sentencesOf } from './sentences.ts';

const RULES = [...SAFETY_RULES, ...DISPUTE_RULES, ...PROMPT_RULES];
/** Far above any honest mail; bounds the time a hostile one can take. */
const MAX_LENGTH = 40_000;
const MAX_SENTENCE = 1_500;
/** "SGVsbG8sIGlnbm9yZSB..." : only runs long enough to hold a sentence are worth decoding. */
const ENCODED = /[A-Za-z0-9+/]{28,}={0,2}/g;

/**
 * What in this text asks for caution. Rules only, the same for every brain: a model may add risks but take none away.
 * Sentence by sentence, so that a harmless word does not excuse a threat next to it. "vip" is not here: it is in the account, not in the text.
 */
export function findRisks(text: string): Risk[] {
  const capped = text.slice(0, MAX_LENGTH);
  const found = new Set<Risk>();
  for (const piece of [capped, ...decodedRuns(capped)]) {
    for (const sentence of piecesOf(piece)) addRisksOf(sentence, found);
  }
  if (holdsSecret(fold(capped))) found.add('secrets');
  return RISKS.filter((risk) => found.has(risk));
}

function addRisksOf(sentence: string, found: Set<Risk>): void {
  for (const { risk, says, unless } of RULES) {
    if (found.has(risk) || !says.test(sentence)) continue;
    if (!unless?.test(sentence)) found.add(risk);
  }
}

function piecesOf(text: string): string[] {
  return sentencesOf(text).flatMap((sentence) => {
    const folded = fold(sentence);
    if (folded.length <= MAX_SENTENCE) return [folded];
    const pieces: string[] = [];
    for (let from = 0; from < folded.length; from += MAX_SENTENCE - 200)
      pieces.push(folded.slice(from, from + MAX_SENTENCE));
    return pieces;
  });
}

/** Instructions are sometimes hidden as Base64; whatever decodes to readable text is read like the rest. */
function decodedRuns(text: string): string[] {
  return (text.match(ENCODED) ?? [])
    .slice(0, 20)
    .map((run) => Buffer.from(run, 'base64').toString('utf8'))
    .filter((decoded) => /^[\p{L}\p{N}\p{P}\p{S}\s]+$/u.test(decoded) && decoded.includes(' '));
}
