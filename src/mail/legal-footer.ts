import { isBlank, type Line } from './line.ts';
import { lastParagraph } from './paragraph.ts';
import { LEGAL } from './signature-words.ts';
import { anyOf, plain } from './word-list.ts';

const LEGAL_WORDS = new RegExp(anyOf(LEGAL), 'u');
/** Where a footer is found by one telling phrase, the paragraph must also look like one. */
const LEGAL_SHAPE =
  /mail|message|nachricht|courriel|mensaje|messaggio|mensagem|bericht|meddel|wiadomo|zprav|сообщ|повідом|邮件|メール|registered|register|privacy|virus|print|environment|unsubscribe|list|received|disclaimer/u;

/** Takes confidentiality notices, company registers and list footers off the end. */
export function setLegalFooterApart(lines: readonly Line[]): { rest: Line[]; footer: Line[] } {
  const rest = [...lines];
  const footer: Line[] = [];
  for (;;) {
    const start = lastParagraph(rest);
    if (start === null || !isLegal(rest.slice(start))) return { rest, footer };
    // The first paragraph is the customer's, whatever it talks of.
    if (!rest.slice(0, start).some((line) => !isBlank(line))) return { rest, footer };
    footer.unshift(...rest.splice(start));
  }
}

export function isLegal(lines: readonly Line[]): boolean {
  const words = plain(
    lines
      .map((line) => line.text)
      .join(' ')
      .slice(0, 2_000),
  );
  if (words.includes('?') && words.length < 200) return false;
  return LEGAL_WORDS.test(words) && LEGAL_SHAPE.test(words) && words.length > 25;
}
