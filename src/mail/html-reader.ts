import { type Attributes, type Element, elementOf, isVoid, linkSuffix } from './html-element.ts';
import { startsQuote } from './html-marks.ts';
import { boundLines, type Line, tidy } from './line.ts';

const RULE = '________________________________';
const DEEPEST_INDENT = 8;
/** Of a link's words only so many are compared with its address. */
const LINK_WORDS = 500;

/** Collects lines while a parser walks. It keeps its own stack, so nothing here recurses. */
export class HtmlReader {
  characters = 0;
  readonly #lines: Line[] = [];
  readonly #stack: Element[] = [];
  /** The line that is being written. It is only looked at whole when it is done: flattening it at each word would be quadratic. */
  #line = '';
  #endsInSpace = true;
  #link: Element['link'] = null;
  #silent = 0;
  #quotes = 0;
  #signatures = 0;
  #lists = 0;
  #pre = 0;
  #restIsQuote = false;

  get depth(): number {
    return this.#stack.length;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'br') this.#break();
    else if (name === 'hr') this.#rule(attributes);
    else if (!isVoid(name)) this.#enter(elementOf(name, attributes), attributes);
  }

  text(text: string): void {
    if (this.#silent > 0) return;
    this.characters += text.length;
    if (this.#pre > 0) this.#asWritten(text);
    else this.#flowing(text.replace(/[\t\n\f\r ]+/g, ' '));
  }

  close(name: string): void {
    const element = this.#stack.at(-1);
    if (element?.name !== name) return;
    if (this.#silent === 0) this.#leave(element);
    this.#stack.pop();
    this.#count(element, -1);
  }

  lines(): Line[] {
    this.#end();
    return boundLines(this.#lines);
  }

  #enter(element: Element, attributes: Attributes): void {
    const seen = this.#silent === 0;
    if (seen) this.#makeRoom(element);
    if (startsQuote(attributes)) this.#restIsQuote = true;
    this.#stack.push(element);
    this.#count(element, 1);
    if (element.name === 'li' && seen) this.#write(this.#bullet());
    this.#link = element.link ?? this.#link;
  }

  #leave(element: Element): void {
    if (element.link) {
      this.#link = null;
      this.#write(linkSuffix(element.link.words, element.link.url));
    }
    if (element.flow !== 'cell') this.#makeRoom(element);
  }

  #makeRoom(element: Element): void {
    const { flow } = element;
    if (flow === 'cell') {
      if (this.#line !== '') this.#write(' | ');
      return;
    }
    if (flow === 'inline') return;
    this.#end();
    if (flow === 'paragraph' && !this.#isInnerList(element) && this.#lines.at(-1)?.text !== '') this.#push('');
  }

  #isInnerList(element: Element): boolean {
    const around = this.#lists - (this.#stack.at(-1) === element ? 1 : 0);
    return (element.name === 'ul' || element.name === 'ol') && around > 0;
  }

  #asWritten(text: string): void {
    for (const [at, line] of text.split('\n').entries()) {
      if (at > 0) this.#break();
      this.#write(line);
    }
  }

  #flowing(words: string): void {
    this.#write(this.#endsInSpace ? words.trimStart() : words);
  }

  #write(words: string): void {
    if (words === '') return;
    this.#line += words;
    this.#endsInSpace = words.endsWith(' ');
    if (this.#link && this.#link.words.length < LINK_WORDS) this.#link.words += words;
  }

  #bullet(): string {
    const list = this.#stack.findLast(({ name }) => name === 'ul' || name === 'ol');
    const indent = '  '.repeat(Math.min(DEEPEST_INDENT, Math.max(0, this.#lists - 1)));
    if (list === undefined || list.counter === null) return `${indent}- `;
    list.counter += 1;
    return `${indent}${list.counter - 1}. `;
  }

  #count(element: Element, by: 1 | -1): void {
    if (element.silent) this.#silent += by;
    if (element.quote) this.#quotes += by;
    if (element.signature) this.#signatures += by;
    if (element.name === 'ul' || element.name === 'ol') this.#lists += by;
    if (element.name === 'pre') this.#pre += by;
  }

  #rule(attributes: Attributes): void {
    if (this.#silent > 0) return;
    this.#end();
    if (startsQuote(attributes)) this.#restIsQuote = true;
    this.#push(RULE);
  }

  #break(): void {
    if (this.#silent > 0) return;
    this.#push(this.#line);
    this.#clear();
  }

  #end(): void {
    if (this.#line.trim() !== '') this.#push(this.#line);
    this.#clear();
  }

  #clear(): void {
    this.#line = '';
    this.#endsInSpace = true;
  }

  #push(text: string): void {
    const quoted = this.#quotes > 0 || this.#restIsQuote;
    this.#lines.push({ text: tidy(text).trimEnd(), quoted, signature: this.#signatures > 0 });
  }
}
