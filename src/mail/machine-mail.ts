import { bulkInWords } from './bulk-mail.ts';
import type { MachineEvidence } from './machine-evidence.ts';
import { evidenceInHeaders, hasEmptyReturnPath } from './machine-headers.ts';
import { signsInSubject } from './machine-subject.ts';
import { signsInText } from './machine-text.ts';
import type { MailHeader } from './parse-mail.ts';
import { plain } from './word-list.ts';

export interface MailToJudge {
  subject: string;
  /** The newest text, without what is quoted. */
  text: string;
  /** Legal footer and list footer, which split-mail.ts sets apart. */
  footer?: string;
  from: { name: string; address: string } | null;
  /** Empty where the helpdesk does not give them. */
  headers?: readonly MailHeader[];
}

/** Signs are weighed: a phrase that only programs use is worth two, one that people use too is worth one. */
const ENOUGH = 2;
/** The subject says outright that a program wrote; see machine-subject.ts. */
const MARKED = 3;
/** Shorter than any remark of a person who answers an invitation with words. */
const SAYS_NOTHING = 10;

const SYSTEM_ADDRESS =
  /^(?:mailer[-_.]?daemon|post[-_]?master|mail[-_.]?delivery[-_.\w]*|bounces?(?:[+=.-][^@]*)?|mdaemon|majordomo|listserv|mail\.delivery\.system)(?:@|$)/i;
const SYSTEM_NAME =
  /\bmail(?:er)?[- ]?(?:deliver[yi]?|daemon|administrator|system)\b|\bdelivery (?:sub)?system\b|^postmaster\b/i;
const FEEDBACK_ADDRESS =
  /^(?:feedback-?loop|fbl|abuse-?report|complaints?-?feedback|staff@hotmail|dmarc[-_]?(?:noreply|reports?)|noreply-dmarc)/i;
/** Worth one only: shops' own forms and careless people write from such addresses. */
const NO_REPLY = /^(?:no|do-?not|dont|nicht|ne-?pas)[-_.]?(?:reply|respond|antworten|repondre)\b/i;

/** How a read receipt goes on below "Read:". */
const RECEIPT_TEXT =
  /^(?:your message|ihre nachricht|votre message|(?:su|tu) mensaje|il (?:suo )?messaggio|a sua mensagem|uw bericht|je bericht|din meddelelse|meldingen|ditt meddelande|viestisi|twoja wiadomosc|vase zprava|ваше сообщение|iletiniz|您的邮件|メッセージ)/u;

/** A receipt's own words, or none. */
function saysNothingElse(text: string): number {
  if (RECEIPT_TEXT.test(plain(text))) return 2;
  return text.trim().length < SAYS_NOTHING ? 1 : 0;
}

/** Mail that no person wrote. It is never answered (two machines would talk for ever) and never lost from sight. */
export function machineMailOf(mail: MailToJudge): MachineEvidence | null {
  const headers = mail.headers ?? [];
  const inHeaders = evidenceInHeaders(headers);
  if (inHeaders && inHeaders.kind !== 'auto_reply') return inHeaders;
  // Mail systems mark their failure notes as automatic too, so the finer word is looked for first.
  const found = evidenceInSender(mail.from) ?? evidenceInWords(mail);
  if (found && found.kind !== 'auto_reply') return found;
  if (inHeaders || found) return inHeaders ?? found;
  const bulk = bulkInWords({ text: mail.text, footer: mail.footer ?? '', from: mail.from });
  if (bulk) return bulk;
  return hasEmptyReturnPath(headers) ? { kind: 'bounce', evidence: 'header return-path is empty' } : null;
}

function evidenceInSender(from: MailToJudge['from']): MachineEvidence | null {
  if (!from) return null;
  if (FEEDBACK_ADDRESS.test(from.address)) return { kind: 'feedback_report', evidence: `sender ${from.address}` };
  if (SYSTEM_ADDRESS.test(from.address)) return { kind: 'bounce', evidence: `sender ${from.address}` };
  return SYSTEM_NAME.test(from.name) ? { kind: 'bounce', evidence: `sender “${from.name.slice(0, 60)}”` } : null;
}

function evidenceInWords({ subject, text, from }: MailToJudge): MachineEvidence | null {
  const inSubject = signsInSubject(subject);
  const inText = signsInText(text);
  const bare = inSubject.receipt ? saysNothingElse(text) : 0;
  const noReply = from && NO_REPLY.test(from.address) ? 1 : 0;
  const { bounce } = inText.against;
  const auto = inSubject.auto >= MARKED ? inText.against.markedAuto : inText.against.auto;
  const scores = [
    ['feedback_report', inSubject.feedback, inText.feedback, bounce],
    ['bounce', inSubject.bounce, inText.bounce, bounce],
    ['auto_reply', inSubject.auto + bare, inText.auto + noReply, auto],
  ] as const;
  for (const [kind, subjectSays, textSays, against] of scores) {
    if (subjectSays + textSays - against < ENOUGH) continue;
    const evidence = subjectSays >= textSays ? `subject “${subject.trim().slice(0, 80)}”` : `text “${inText.quote}”`;
    return { kind, evidence };
  }
  return null;
}
