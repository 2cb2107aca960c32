import type { Finding } from '../../tickets/draft.ts';
import { block } from './reply.ts';

/** Tags, images, scripts: a reply is text. */
const ACTIVE = /<\s*\/?\s*[a-z!?][^>]*>?|\bon\w{3,20}\s*=|!\[[^\]]*\]\s*[([]|\]\s*\(\s*[^)]*\)|^\s*\[[^\]]+\]:\s/im;
/** "<!channel>", "<@U024>", "@everyone": somebody would be called. */
const MENTION =
  /<\s*[!@#][^>\n]*>?|(?<![\p{L}\p{N}&/])#[a-z][a-z_-]{3,}|(?<![\p{L}\p{N}])@(?:here|channel|everyone|all|team)\b/iu;
/** The helpdesk fills placeholders when it sends: "{{ticket.requester.email}}" would become data that nobody has read. */
const TEMPLATE = /\{\{|\}\}|\{%|%\}|\$\{|<%/;

export function contentFindings(text: string): Finding[] {
  const findings: Finding[] = [];
  if (ACTIVE.test(text)) findings.push(block('active_content', 'Contains HTML, an image or a script link.'));
  if (MENTION.test(text)) findings.push(block('active_content', 'Contains a mention that would call people.'));
  if (TEMPLATE.test(text))
    findings.push(block('active_content', 'Contains a placeholder that the helpdesk would fill in.'));
  if (/\b(?:\d[ -]?){13,19}\b/.test(text))
    findings.push(block('card_number', 'Contains what looks like a card number.'));
  return findings;
}
