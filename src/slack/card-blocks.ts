import type { types } from '@slack/bolt';
import { type CutText, formatCount, shortText } from './card-text.ts';

/** Small pieces of Block Kit. Words of others go into rich text nodes or plain_text, which Slack never parses. */

export type RichTextBlock = types.RichTextBlock;
export type Line = types.RichTextElement[];

export function plain(text: string, max: number): types.PlainTextElement {
  return { type: 'plain_text', text: shortText(text, max) || '–', emoji: false };
}

/** Only for words of our own: markup in them is read. `verbatim` keeps Slack from making links and mentions out of plain words. */
export function ownMarkup(text: string): types.MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** Slack refuses empty nodes. */
export function words(text: string, style?: { bold?: boolean; italic?: boolean }): types.RichTextText {
  return { type: 'text', text: text || '–', ...(style && { style }) };
}

export function label(text: string): types.RichTextSection {
  return { type: 'rich_text_section', elements: [words(text, { bold: true })] };
}

export function list(lines: readonly Line[], style: 'bullet' | 'ordered' = 'bullet'): types.RichTextList {
  return {
    type: 'rich_text_list',
    style,
    elements: lines.map((elements) => ({ type: 'rich_text_section', elements })),
  };
}

/** A bold label and a list under it. */
export function listBlock(part: string, title: string, lines: readonly Line[]): RichTextBlock {
  return { type: 'rich_text', block_id: part, elements: [label(title), list(lines)] };
}

/** A bold label, the words in a quote, and a note where they were cut or doctored. */
export function quoteBlock(
  part: string,
  title: string,
  said: CutText & { strange?: readonly string[]; rest?: string },
): RichTextBlock {
  const strange = said.strange ?? [];
  const notes = [
    ...(said.cutFrom === null
      ? []
      : [
          `Cut: ${formatCount(said.text.length)} of ${formatCount(said.cutFrom)} characters are shown.${said.rest === undefined ? '' : ` ${said.rest}`}`,
        ]),
    ...(said.deceptive ? ['Invisible or direction-changing characters were taken out.'] : []),
    ...(strange.length > 0 ? [`⚠ Not what it looks like: ${shortText(strange.join('; '), 300)}.`] : []),
  ];
  const note: types.RichTextSection[] =
    notes.length === 0
      ? []
      : [{ type: 'rich_text_section', elements: [words(`✂ ${notes.join(' ')}`, { italic: true })] }];
  return {
    type: 'rich_text',
    block_id: part,
    elements: [label(title), { type: 'rich_text_quote', elements: [words(said.text)] }, ...note],
  };
}

export function contextBlock(part: string, text: string): types.ContextBlock {
  return { type: 'context', block_id: part, elements: [ownMarkup(text)] };
}

const USER_ID = /^[UW][A-Z0-9]{2,20}$/;

/** A mention, built from an id that has the form of one; anything else is not put into markup. */
export function mention(userId: string): string | null {
  return USER_ID.test(userId) ? `<@${userId}>` : null;
}

const GROUP_ID = /^S[A-Z0-9]{2,20}$/;

/** A person or a user group, called by its id; null for anything that has the form of neither. */
export function called(id: string): string | null {
  return GROUP_ID.test(id) ? `<!subteam^${id}>` : mention(id);
}

/** A moment in the reader's own time zone. */
export function moment(at: Date, format = '{date_short_pretty} {time}'): string {
  const fallback = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `<!date^${Math.floor(at.getTime() / 1_000)}^${format}|${fallback}>`;
}

/** Where a message is, for people. */
export function cardUrl(workspaceUrl: string | null, card: { channel: string; messageTs: string }): string | null {
  if (workspaceUrl === null) return null;
  return webAddress(`${workspaceUrl}archives/${card.channel}/p${card.messageTs.replace('.', '')}`);
}

/** Only web addresses of a length that Slack takes. */
export function webAddress(url: string): string | null {
  return /^https?:\/\/[^\s<>|]+$/.test(url) && url.length <= 3_000 && URL.canParse(url) ? url : null;
}
