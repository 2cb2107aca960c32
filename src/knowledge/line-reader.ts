/** A position in a list of lines. */
export class LineReader {
  readonly #lines: readonly string[];
  #at = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#lines.length;
  }

  /** The line in front, or one further on; '' behind the end. */
  peek(offset = 0): string {
    return this.#lines[this.#at + offset] ?? '';
  }

  take(): string {
    const line = this.peek();
    this.#at += 1;
    return line;
  }

  /** Lines as long as they pass. */
  takeWhile(passes: (line: string) => boolean): string[] {
    const taken: string[] = [];
    while (!this.isAtEnd && passes(this.peek())) taken.push(this.take());
    return taken;
  }
}
