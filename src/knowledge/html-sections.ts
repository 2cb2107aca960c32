import { HtmlList } from './html-list.ts';
import { HtmlTable } from './html-table.ts';
import { type Block, type Section, withoutEmpty } from './sections.ts';

const HEADING = /^h([1-6])$/;
const ENDS_PARAGRAPH = new Set(
  'p div section article header footer main aside figure figcaption details summary blockquote dl dt dd hr address form fieldset center caption thead tbody tfoot'.split(
    ' ',
  ),
);
/** Stands for a `br` while other line breaks are still only spaces. */
const BREAK = '\u0001';

type Attributes = Record<string, string>;

/** Collects what the HTML parser reports into sections; knows headings, lists, tables and preformatted text, and nothing else. */
export class HtmlSections {
  readonly #sections: Section[] = [{ heading: null, level: 0, anchor: null, blocks: [] }];
  readonly #list = new HtmlList();
  readonly #table = new HtmlTable();
  #heading: { level: number; anchor: string | null } | null = null;
  #pendingAnchor: string | null = null;
  #preformatted = 0;
  #text = '';

  readonly #openers: Record<string, (attributes: Attributes) => void> = {
    a: (attributes) => this.#noteAnchor(attributes['id'] ?? attributes['name']),
    br: () => this.#write(this.#preformatted > 0 ? '\n' : BREAK),
    ul: () => this.#openList(false, undefined),
    ol: (attributes) => this.#openList(true, attributes['start']),
    li: () => this.#openItem(),
    table: () => this.#openTable(),
    tr: () => this.#openRow(),
    td: (attributes) => this.#openCell(false, attributes),
    th: (attributes) => this.#openCell(true, attributes),
    pre: () => this.#openPre(),
  };

  readonly #closers: Record<string, () => void> = {
    ul: () => this.#closeList(),
    ol: () => this.#closeList(),
    li: () => this.#flush(),
    table: () => this.#closeTable(),
    td: () => this.#endCell(),
    th: () => this.#endCell(),
    pre: () => this.#closePre(),
  };

  open(name: string, attributes: Attributes): void {
    const heading = HEADING.exec(name);
    if (heading) this.#openHeading(Number(heading[1]), attributes['id']);
    else if (ENDS_PARAGRAPH.has(name)) this.#flush();
    else this.#openers[name]?.(attributes);
  }

  text(text: string): void {
    this.#write(text);
  }

  close(name: string): void {
    if (HEADING.test(name)) this.#closeHeading();
    else if (ENDS_PARAGRAPH.has(name)) this.#flush();
    else this.#closers[name]?.();
  }

  end(): Section[] {
    while (this.#table.isOpen) this.#closeTable();
    while (this.#list.isOpen) this.#closeList();
    this.#flush();
    return withoutEmpty(this.#sections);
  }

  #write(text: string): void {
    this.#text += text;
  }

  /** Ends the piece of text being read and puts it where it belongs. */
  #flush(): void {
    if (this.#table.isOpen || this.#heading !== null) this.#write(' ');
    else if (this.#list.isOpen) this.#list.add(this.#take());
    else this.#add({ kind: 'paragraph', text: this.#take() });
  }

  /** Headings inside a table or a list are words of the cell or item, not a new section. */
  #openHeading(level: number, id: string | undefined): void {
    this.#flush();
    if (!this.#table.isOpen && !this.#list.isOpen) this.#heading = { level, anchor: id ?? this.#pendingAnchor };
    this.#pendingAnchor = null;
  }

  #closeHeading(): void {
    const place = this.#heading;
    this.#heading = null;
    if (place === null) {
      this.#flush();
      return;
    }
    const heading = this.#take();
    if (heading !== '') this.#sections.push({ heading, ...place, blocks: [] });
  }

  #noteAnchor(anchor: string | undefined): void {
    if (anchor === undefined) return;
    if (this.#heading !== null) this.#heading.anchor ??= anchor;
    else this.#pendingAnchor = anchor;
  }

  #openList(ordered: boolean, start: string | undefined): void {
    this.#flush();
    this.#list.open(ordered, start);
  }

  #openItem(): void {
    this.#flush();
    this.#list.startItem();
  }

  #closeList(): void {
    this.#flush();
    const text = this.#list.close();
    if (text === null) return;
    if (this.#table.isOpen) this.#write(` ${text.replaceAll('\n', ' ')} `);
    else this.#add({ kind: 'list', text });
  }

  #openTable(): void {
    this.#flush();
    this.#table.open();
  }

  #openRow(): void {
    this.#endCell();
    if (this.#table.isOutermost) this.#table.startRow();
  }

  #openCell(header: boolean, attributes: Attributes): void {
    this.#endCell();
    if (this.#table.isOutermost) this.#table.startCell(header, attributes);
  }

  #endCell(): void {
    if (this.#table.isOutermost) this.#table.endCell(this.#take());
    else this.#write(' ');
  }

  #closeTable(): void {
    this.#endCell();
    const text = this.#table.close()?.join('\n');
    if (text === undefined) return;
    if (this.#list.isOpen) this.#list.add(text);
    else this.#add({ kind: 'table', text });
  }

  #openPre(): void {
    this.#flush();
    this.#preformatted += 1;
  }

  #closePre(): void {
    this.#preformatted = Math.max(0, this.#preformatted - 1);
    if (this.#table.isOpen || this.#list.isOpen || this.#heading !== null) {
      this.#flush();
      return;
    }
    this.#add({ kind: 'code', text: this.#text.replace(/^\s*\n|\s+$/g, '') });
    this.#text = '';
  }

  #add(block: Block): void {
    if (block.text.trim() !== '') this.#sections.at(-1)?.blocks.push(block);
  }

  #take(): string {
    const text = tidy(this.#text);
    this.#text = '';
    return text;
  }
}

/** Runs of space become one; BREAK becomes a line break. */
function tidy(text: string): string {
  return text
    .split(BREAK)
    .map((line) => line.replace(/[\s\u200b\ufeff]+/g, ' ').trim())
    .join('\n')
    .trim();
}
