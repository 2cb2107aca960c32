import { isHidden, isQuote, isSignature } from './html-marks.ts';

export type Attributes = Readonly<Record<string, string>>;

/** An element that is open while a mail is read. */
export interface Element {
  name: string;
  /** "void" has no end, "inline" stays in the line, "block" begins one, "paragraph" leaves one empty. */
  flow: 'inline' | 'block' | 'paragraph' | 'cell';
  /** Nothing in it is for people to read. */
  silent: boolean;
  quote: boolean;
  signature: boolean;
  /** For numbered lists: the next number. */
  counter: number | null;
  /** For links: where they lead, and their words as far as they were read. */
  link: { url: string; words: string } | null;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const SILENT = words('script style head title template noscript svg object select textarea xml o:shapedefaults');
const VOID = words('br hr img input meta link base area col wbr embed source track param');
const BLOCK = words(
  'div tr table tbody thead section article header footer main address center form fieldset dl dt dd body html caption figure li',
);
const PARAGRAPH = words('p ul ol blockquote pre h1 h2 h3 h4 h5 h6');
/** Outlook writes each line as a paragraph without margins. */
const NO_MARGIN = /margin(?:-bottom|-top)?:\s*0/i;

export function isVoid(name: string): boolean {
  return VOID.has(name);
}

export function elementOf(name: string, attributes: Attributes): Element {
  const quote = isQuote(name, attributes);
  const signature = isSignature(attributes);
  return {
    name,
    flow: flowOf(name, attributes, quote || signature),
    silent: SILENT.has(name) || isHidden(attributes),
    quote,
    signature,
    counter: name === 'ol' ? Number(attributes['start'] ?? 1) || 1 : null,
    link: name === 'a' ? { url: attributes['href'] ?? '', words: '' } : null,
  };
}

function flowOf(name: string, attributes: Attributes, marked: boolean): Element['flow'] {
  if (name === 'td' || name === 'th') return 'cell';
  if (PARAGRAPH.has(name)) {
    const tight = /\bmso/i.test(attributes['class'] ?? '') || NO_MARGIN.test((attributes['style'] ?? '').slice(0, 500));
    return tight ? 'block' : 'paragraph';
  }
  return BLOCK.has(name) || marked ? 'block' : 'inline';
}

/** A link is worth keeping when its words do not show it already. */
export function linkSuffix(text: string, url: string): string {
  const shown = text.trim().toLowerCase();
  if (shown === '') return '';
  const address = /^mailto:([^?\s]{3,200})/i.exec(url)?.[1];
  if (address !== undefined) return shown.includes('@') ? '' : ` <${address}>`;
  if (!/^https?:\/\//i.test(url) || url.length > 2_000) return '';
  const bare = url.toLowerCase().replace(/^https?:\/\/(?:www\.)?|\/$/g, '');
  return shown.includes(bare) ? '' : ` (${url})`;
}
