import { Parser } from 'htmlparser2';
import { HtmlSections } from './html-sections.ts';
import type { Section } from './sections.ts';

/** Longer articles are read up to here: a few of them would otherwise hold up everybody's import. */
export const MOST_CHARACTERS = 2 * 1024 * 1024;
/** Tags nested deeper than this only add their text. */
const DEEPEST = 512;
/** Deeper than this is an attack, not an article: 200,000 nested tags took 12 s without a limit. */
const GIVE_UP_BELOW = 5_000;
const SLICE = 32 * 1024;

export interface ParsedBody {
  sections: Section[];
  /** True when the rest was not read: longer than MOST_CHARACTERS, or nested beyond reason. */
  cut: boolean;
}

const SKIPPED = new Set('script style template noscript iframe svg head object select textarea video audio'.split(' '));
const VOID = new Set('br hr img input meta link source wbr col area base embed track'.split(' '));
const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?![.\d]*[1-9])/i;

/** HTML as a help center gives it -> sections. What a reader cannot see (scripts, hidden elements) is not read. */
export function parseHtml(html: string): ParsedBody {
  const reader = new VisibleReader();
  const parser = new Parser(reader);
  const end = Math.min(html.length, MOST_CHARACTERS);
  for (let at = 0; at < end; at += SLICE) {
    parser.write(html.slice(at, Math.min(at + SLICE, end)));
    if (reader.depth > GIVE_UP_BELOW) return { sections: reader.sections.end(), cut: true };
  }
  parser.end();
  return { sections: reader.sections.end(), cut: html.length > MOST_CHARACTERS };
}

/** Passes on what a reader of the page would see. */
class VisibleReader {
  readonly sections = new HtmlSections();
  readonly #open: { skipped: boolean }[] = [];
  #skipped = 0;
  /** Open tags below DEEPEST: counted, so that their closing tags do not close ours. */
  #beyond = 0;

  get depth(): number {
    return this.#open.length + this.#beyond;
  }

  onopentag(name: string, attributes: Record<string, string>): void {
    if (VOID.has(name)) {
      if (this.#skipped === 0) this.sections.open(name, attributes);
      return;
    }
    if (this.#open.length >= DEEPEST) {
      this.#beyond += 1;
      return;
    }
    const skipped = SKIPPED.has(name) || isHidden(attributes);
    this.#open.push({ skipped });
    if (skipped) this.#skipped += 1;
    if (this.#skipped === 0) this.sections.open(name, attributes);
  }

  ontext(text: string): void {
    if (this.#skipped === 0) this.sections.text(text);
  }

  onclosetag(name: string): void {
    if (VOID.has(name)) return;
    if (this.#beyond > 0) {
      this.#beyond -= 1;
      return;
    }
    if (this.#skipped === 0) this.sections.close(name);
    if (this.#open.pop()?.skipped) this.#skipped -= 1;
  }
}

function isHidden(attributes: Record<string, string>): boolean {
  return 'hidden' in attributes || HIDDEN_STYLE.test(attributes['style'] ?? '');
}
