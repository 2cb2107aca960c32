import { BOUNCE_SUBJECTS, MAYBE_BOUNCE_SUBJECTS } from './bounce-words.ts';
import {
  AUTO_SUBJECTS,
  AWAY_SUBJECTS,
  FEEDBACK_SUBJECTS,
  READ_SUBJECTS,
  RECEIPT_SUBJECTS,
} from './machine-subject-words.ts';
import { anyOf, plain } from './word-list.ts';

/** How far the subject alone makes us believe that no person wrote. Two settle it; see machine-mail.ts. */
export interface SubjectSigns {
  auto: number;
  bounce: number;
  feedback: number;
  /** "Read:", "Accepted:": with nothing to say below it a calendar or a mail program wrote it. */
  receipt: boolean;
}

/** Words end where letters end; Chinese, Japanese and Korean have no spaces between words. */
const END = '(?=$|[^\\p{L}]|[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}])';
const START = '(?:^|[^\\p{L}]|(?<=[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}]))';
const AUTO = new RegExp(`^(?:${anyOf(AUTO_SUBJECTS)})${END}|[([]auto(?:matic)?[)\\]]|autoreply|auto-?reply`, 'u');
const AWAY = new RegExp(`^(?:${anyOf(AWAY_SUBJECTS)})${END}`, 'u');
const READ = new RegExp(`^(?:${anyOf(READ_SUBJECTS)})`, 'u');
const RECEIPT = new RegExp(anyOf(RECEIPT_SUBJECTS), 'u');
const BOUNCE = new RegExp(
  `${START}(?:${anyOf(BOUNCE_SUBJECTS)})|^(?:undeliverable|undelivered|unzustellbar|non remis|non recapitabile) ?:`,
  'u',
);
const MAYBE_BOUNCE = new RegExp(`${START}(?:${anyOf(MAYBE_BOUNCE_SUBJECTS)})`, 'u');
const FEEDBACK = new RegExp(`${START}(?:${anyOf(FEEDBACK_SUBJECTS)})`, 'u');
/** A phrase with this in it is a program's own name for what it does; nobody asks a question under it. */
const SAYS_AUTO = /auto|авто|αυτοματ|otomatik|אוטומטי|تلقائ|自动|自動|자동|tu dong/u;
/** The subject goes on with a word, so it may be a sentence. */
const GOES_ON = /^ \p{L}/u;
/** "[Ticket 12]", "[EXTERNAL]" and "INC0012:" stand before the words. */
const LABELS = /^(?:\[[^\]]{1,40}\]|\([^)]{1,30}\)|#?\p{L}{0,5}-?\d{3,}[:,-]?)\s*/u;
const ANSWER = /^(?:re|aw|antw|sv|vs|odp|ynt|rv|res|ref|回复|答复|返信|回覆)(?:\[\d+\])?\s?:\s*/u;
/** Only people forward. */
const FORWARD = /^(?:fwd?|wg|tr|rv|enc|i|doorst|vb|vs|pd|fs) ?: /u;
/** "Maternity leave Re: Your order": what was answered is named at the end, as people never do. */
const ANSWERED_AT_END = /\S.* (?:re|aw|antw|sv|vs|odp|rv|fw|fwd) ?: ?\S/u;

export function signsInSubject(subject: string): SubjectSigns {
  const raw = plain(subject.slice(0, 300));
  // "[Ticket 12]" hides the words behind it; "(auto)" is one itself, so both readings are tried.
  const inner = raw.replace(LABELS, '');
  const answers = ANSWER.test(inner);
  const words = inner.replace(ANSWER, '').replace(LABELS, '');
  const asks = words.endsWith('?') ? 1 : 0;
  const atEnd = ANSWERED_AT_END.test(inner) ? 1 : 0;
  return {
    // "Re: Out of office" is as often a person answering the note as the note itself; the text decides then.
    auto: Math.max(0, autoWeight(words, raw) - (answers ? 2 : 0) - asks) + atEnd,
    bounce: Math.max(0, bounceWeight(words.replace(FORWARD, '')) - (FORWARD.test(words) ? 2 : 0) - asks),
    feedback: FEEDBACK.test(words) ? 2 : 0,
    receipt: READ.test(words),
  };
}

function autoWeight(words: string, raw: string): number {
  const hit = AUTO.exec(words) ?? AUTO.exec(raw);
  // "Automatic reply: order" is a program's; "Automatic reply switch" may be a part of a lamp.
  if (hit) return SAYS_AUTO.test(hit[0]) && !GOES_ON.test(hit.input.slice(hit.index + hit[0].length)) ? 3 : 2;
  return READ.test(words) || RECEIPT.test(words) || AWAY.test(words) ? 1 : 0;
}

function bounceWeight(words: string): number {
  if (BOUNCE.test(words)) return 3;
  return MAYBE_BOUNCE.test(words) ? 1 : 0;
}
