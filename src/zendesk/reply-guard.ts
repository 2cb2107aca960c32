import { GiveUp } from '../platform/errors.ts';

/** Everything a reply may be made of. A link has a plain address and nothing that runs or tracks. */
const ALLOWED_TAGS = /<p>|<\/p>|<br ?\/?>|<a href="(?:https?:\/\/|mailto:)[^"<>\s]+"(?: rel="[a-z ]*")?>|<\/a>/g;
const CITATION_MARK = /\[\d{1,2}\]/;

/** The last look before the customer reads it: text that a check should have stopped long ago stops here. */
export function assertSendable(html: string): void {
  const text = html.replaceAll(ALLOWED_TAGS, '');
  if (text.includes('<'))
    throw new GiveUp('Not sent: the reply holds HTML other than paragraphs, line breaks and links.');
  if (CITATION_MARK.test(text)) throw new GiveUp('Not sent: the reply still holds a citation mark such as [1].');
  if (text.trim() === '') throw new GiveUp('Not sent: the reply is empty.');
}
