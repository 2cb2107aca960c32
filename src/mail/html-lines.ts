import { Parser } from 'htmlparser2';
import { HtmlReader } from './html-reader.ts';
import { type Line, MAX_CHARACTERS, textLines } from './line.ts';

/** Mail programs wrap a few words into a lot of markup; beyond this there is an attack or an image in it. */
const MAX_HTML = 1_000_000;
const CHUNK = 8_192;
/** The parser slows down with depth (200,000 open tags took 12 s), so reading stops where no person has ever nested. */
const MAX_DEPTH = 256;

/** HTML as lines of text: lists, links and table rows kept, hidden parts dropped, quotes and signatures marked. */
export function htmlLines(html: string): Line[] {
  const reader = new HtmlReader();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      ontext: (text) => reader.text(text),
      onclosetag: (name) => reader.close(name),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  const bounded = html.slice(0, MAX_HTML);
  for (let at = 0; at < bounded.length; at += CHUNK) {
    parser.write(bounded.slice(at, at + CHUNK));
    if (reader.depth > MAX_DEPTH) return withoutTags(bounded);
    if (reader.characters > MAX_CHARACTERS) break;
  }
  parser.end();
  return reader.lines();
}

/** The same as plain text, for whoever wants to read it whole. */
export function htmlToText(html: string): string {
  return htmlLines(html)
    .map((line) => `${line.quoted ? '> ' : ''}${line.text}`)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Markup that nobody could have meant: the words are kept, the structure is not. */
function withoutTags(html: string): Line[] {
  return textLines(html.replace(/<[^<>]{0,2000}>/g, ' ').replace(/[^\S\n]+/g, ' '));
}
