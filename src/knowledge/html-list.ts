interface Level {
  ordered: boolean;
  next: number;
}

const DEEPEST_INDENT = 7;

/** Lists inside lists as indented lines: "1. First", "  - Under it". */
export class HtmlList {
  readonly #levels: Level[] = [];
  #lines: string[] = [];
  #marker = '';

  get isOpen(): boolean {
    return this.#levels.length > 0;
  }

  open(ordered: boolean, start: string | undefined): void {
    const first = Number.parseInt(start ?? '1', 10);
    this.#levels.push({ ordered, next: Number.isFinite(first) ? first : 1 });
  }

  startItem(): void {
    const level = this.#levels.at(-1);
    const indent = '  '.repeat(Math.max(0, Math.min(this.#levels.length - 1, DEEPEST_INDENT)));
    this.#marker = level?.ordered ? `${indent}${level.next}. ` : `${indent}- `;
    if (level) level.next += 1;
  }

  /** Text of the item that is open; a second piece of it stands under the first. */
  add(text: string): void {
    if (text === '') return;
    const indent = ' '.repeat(this.#marker.length);
    this.#lines.push(this.#marker + text.replaceAll('\n', `\n${indent}`));
    this.#marker = indent;
  }

  /** The whole list when the outermost one ends, else null. */
  close(): string | null {
    this.#levels.pop();
    if (this.isOpen) return null;
    const text = this.#lines.join('\n');
    this.#lines = [];
    return text;
  }
}
