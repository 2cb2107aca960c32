import type { LineReader } from './line-reader.ts';
import { plainInline } from './markdown-inline.ts';
import { FENCE, HEADING, HTML_BLOCK, ITEM, indentOf, isBlank, QUOTE, RULE, readFenced } from './markdown-marks.ts';

interface ListLine {
  indent: number;
  /** "-", "1." and the like; null for a line that goes on with the item above it. */
  marker: string | null;
  text: string;
  /** Inside a code block: nothing in it is Markdown. */
  literal: boolean;
}

/** From here on an indented line belongs to the item above it, even after an empty line. */
const INSIDE = 2;

/** Takes a whole list, with the lists, code and paragraphs inside its items; one line each, nested ones indented. */
export function readList(lines: LineReader): string {
  const list: ListLine[] = [];
  let afterBlank = false;
  while (!lines.isAtEnd && !endsList(lines.peek(), afterBlank)) {
    const line = lines.peek();
    afterBlank = isBlank(line);
    if (FENCE.test(line.trimStart())) list.push(...readFenced(lines).map((text) => codeLine(text)));
    else {
      lines.take();
      if (!afterBlank) list.push(listLine(line));
    }
  }
  return listText(list);
}

function endsList(line: string, afterBlank: boolean): boolean {
  if (isBlank(line) || indentOf(line) >= INSIDE) return false;
  if (RULE.test(line)) return true;
  if (ITEM.test(line)) return false;
  return afterBlank || [HEADING, QUOTE, HTML_BLOCK, FENCE].some((other) => other.test(line));
}

function listLine(line: string): ListLine {
  const item = ITEM.exec(line);
  const [marker, text] = item ? [item[2] ?? '-', item[3] ?? ''] : [null, line.trim().replace(QUOTE, '')];
  return { indent: indentOf(line), marker, text, literal: false };
}

function codeLine(text: string): ListLine {
  return { indent: INSIDE, marker: null, text: text.trim(), literal: true };
}

function listText(lines: readonly ListLine[]): string {
  const levels: number[] = [];
  const out: string[] = [];
  let hang = '';
  for (const line of lines) {
    const text = line.literal ? line.text : plainInline(line.text);
    if (line.marker === null) {
      goOn(out, { text, hang, literal: line.literal });
      continue;
    }
    while (levels.length > 0 && (levels.at(-1) ?? 0) >= line.indent) levels.pop();
    const indent = '  '.repeat(levels.length);
    levels.push(line.indent);
    const marker = /\d/.test(line.marker) ? `${line.marker.replace(')', '.')} ` : '- ';
    hang = indent + ' '.repeat(marker.length);
    if (text !== '') out.push(indent + marker + text.replaceAll('\n', `\n${hang}`));
  }
  return out.join('\n');
}

/** A line that only wraps joins the one before it; a new sentence or a line of code gets its own. */
function goOn(out: string[], line: { text: string; hang: string; literal: boolean }): void {
  if (line.text === '') return;
  const last = out.at(-1);
  if (line.literal || last === undefined || /[.!?:]$/.test(last)) out.push(line.hang + line.text);
  else out[out.length - 1] = `${last} ${line.text}`;
}
