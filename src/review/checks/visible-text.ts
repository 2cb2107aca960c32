import type { Finding } from '../../tickets/draft.ts';
import { block } from './reply.ts';

/** Format and control characters that nobody sees. The joiner inside an emoji and the line break are no tricks. */
const HIDDEN =
  /(?<!\p{Extended_Pictographic}\uFE0F?)\u200D|(?![\n\t\r\u200D])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u115F\u1160\u3164\uFFA0\u2028\u2029\uFFFD]|\u034F/u;
/** Two alphabets in one word: "pаypal" with a Cyrillic letter looks like another word than it is. Signs of units ("μm", "kΩ") do not. */
const MIXED =
  /(?=\p{L}*\p{Script=Latin})(?=\p{L}*(?![μΩΔπλσ])[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Cherokee}\p{Script=Armenian}])\p{L}{2,}/u;
/** A character written by its number or name is decoded by the mail program, after every check has read the text. */
const ENTITY = /&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]{1,30});?(?<=;|\d)/i;
/** Full stops of other alphabets, which browsers take for dots in host names. */
const DOTS = /[\u3002\uFF0E\uFF61\u2024\u00B7\u2027\u30FB\u0701\uFE52]/g;

/** The text as a reader's eye and a mail program take it: one form for each letter, digit, dot and space. Checks read this. */
export function visibleText(text: string): string {
  return text
    .replace(DOTS, '.')
    .normalize('NFKC')
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g, ' ');
}

/** Whoever hides characters in a reply hides it from the reviewer too. */
export function hiddenFindings(text: string): Finding[] {
  const findings: Finding[] = [];
  if (HIDDEN.test(text)) findings.push(block('hidden_characters', 'Contains characters that nobody can see.'));
  if (MIXED.test(text.normalize('NFKC')))
    findings.push(block('hidden_characters', 'Contains a word that mixes alphabets to look like another word.'));
  if (ENTITY.test(text)) findings.push(block('hidden_characters', 'Contains characters written as HTML codes.'));
  return findings;
}
