import EmailReplyParser from 'email-reply-parser';

/** The parser is quadratic on hostile input (150 kB took seconds), so text is cut before it sees it. */
const MAX_CHARACTERS = 32_000;
const MAX_LINE = 1_000;

const SENT_FROM =
  /^(?:sent from my|get outlook for|von meinem .{2,30} gesendet|verzonden (?:vanaf|met)|envoyé de mon)\b.*$/gim;

/** The customer's newest words: quoted text and signature taken off. Never empty when the mail was not: a wrong cut must lose nothing. */
export function newestText(text: string): string {
  const bounded = text
    .slice(0, MAX_CHARACTERS)
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.slice(0, MAX_LINE))
    .join('\n');
  const visible = new EmailReplyParser().read(bounded).getVisibleText().replace(SENT_FROM, '').trim();
  return visible === '' ? bounded.trim() : visible;
}

/** Subjects that only machines write. One row a language. */
const AUTO_SUBJECT: readonly RegExp[] = [
  /^(?:re: )?(?:automatic reply|auto[- ]?reply|autoreply|out of (?:the )?office|ooo\b|away from (?:the )?office|on (?:annual )?leave|on vacation)/i,
  /^(?:automatische antwort|abwesenheits(?:notiz|nachricht)|abwesend)/i,
  /^(?:automatisch antwoord|afwezig(?:heid)?\b|niet aanwezig)/i,
  /^(?:réponse automatique|absence du bureau|absent(?:e)? du bureau)/i,
  /^(?:respuesta automática|fuera de (?:la )?oficina)/i,
  /^(?:undeliver(?:able|ed)|delivery status notification|mail delivery (?:failed|subsystem)|returned mail|failure notice|unzustellbar)/i,
];

const AUTO_BODY: readonly RegExp[] = [
  /\bthis is an automat(?:ed|ic) (?:reply|response|message)\b/i,
  /\bi am (?:currently )?(?:out of (?:the )?office|on (?:annual |parental |sick )?leave|away)\b[\s\S]{0,200}\b(?:return|back|limited access|urgent)\b/i,
  /\bich bin (?:derzeit|momentan|bis|vom)\b[\s\S]{0,120}\b(?:nicht im (?:büro|hause)|abwesend|im urlaub)\b/i,
  /\bik ben (?:momenteel|tot|vanaf|tijdelijk)\b[\s\S]{0,120}\b(?:afwezig|niet aanwezig|met vakantie|op vakantie)\b/i,
  /\bje suis (?:actuellement )?(?:absent|absente|en congés?)\b/i,
];

const MACHINE_SENDER = /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(?:[+.-][^@]*)?@/i;

export type MachineMail = 'auto_reply' | 'bounce';

/** Mail that no person wrote. It is never answered (two machines would talk for ever) and never lost from sight. */
export function machineMailOf(mail: { subject: string; text: string; from: string | null }): MachineMail | null {
  if (mail.from !== null && MACHINE_SENDER.test(mail.from)) return 'bounce';
  const subject = mail.subject.trim();
  const hit = AUTO_SUBJECT.findIndex((pattern) => pattern.test(subject));
  if (hit === AUTO_SUBJECT.length - 1) return 'bounce';
  if (hit !== -1) return 'auto_reply';
  return AUTO_BODY.some((pattern) => pattern.test(mail.text.slice(0, 600))) ? 'auto_reply' : null;
}
