import { htmlLines } from './html-lines.ts';
import { isBlank, joinLines, type Line, textLines } from './line.ts';
import { setQuotesApart } from './quotes.ts';
import { setSignatureApart } from './signature.ts';

/** A mail in its four parts. Nothing is thrown away: what is not `newest` is in one of the others. */
export interface MailParts {
  /** What the writer says now. Never empty when the mail was not: a wrong cut must lose nothing. */
  newest: string;
  /** Older mails and what introduces them. */
  quoted: string;
  signature: string;
  /** Legal notices and what phones add. */
  footer: string;
}

export interface MailBody {
  text: string | null;
  html: string | null;
  /** The writer's name, if known: it is a signature where it stands alone at the end. */
  sender?: string | null;
}

/** Text is preferred: it is what the writer's program meant people to read. HTML serves where there is nothing else. */
export function splitMail({ text, html, sender = null }: MailBody): MailParts {
  const lines = text !== null && text.trim() !== '' ? textLines(text) : htmlLines(html ?? '');
  const { kept, quoted, footer: mobile } = setQuotesApart(lines);
  const { body, signature, footer } = setSignatureApart(kept, sender);
  if (body.every(isBlank)) return wholeOf(lines, kept);
  return {
    newest: joinLines(body),
    quoted: joinLines(quoted),
    signature: joinLines(signature),
    footer: joinLines([...mobile, ...footer]),
  };
}

function wholeOf(lines: readonly Line[], kept: readonly Line[]): MailParts {
  const spoken = kept.some((line) => !isBlank(line)) ? kept : lines;
  return { newest: joinLines(spoken), quoted: '', signature: '', footer: '' };
}
