import type { LineReader } from './line-reader.ts';

/** How Markdown marks the start of each kind of block. */
export const FENCE = /^ {0,3}(`{3,}|~{3,})/;
export const HEADING = /^ {0,3}(#{1,6})\s+(.+?)\s*#*\s*$/;
export const UNDERLINE = /^ {0,3}(=+|-{2,})\s*$/;
export const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
export const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
export const QUOTE = /^ {0,3}> ?/;
export const REFERENCE = /^ {0,3}\[[^\]]+\]:\s+\S+/;
export const HTML_BLOCK =
  /^ {0,3}<(table|div|figure|details|ul|ol|p|h[1-6]|iframe|video|script|style|section|center|blockquote)\b/i;

export function isBlank(line: string): boolean {
  return line.trim() === '';
}

export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Takes a code block with its fences; the lines between them. One that is never closed goes on to the end. */
export function readFenced(lines: LineReader): string[] {
  const fence = FENCE.exec(lines.take().trimStart())?.[1] ?? '```';
  const code = lines.takeWhile((line) => !line.trimStart().startsWith(fence));
  lines.take();
  return code;
}
