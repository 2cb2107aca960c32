import type { PlacedBlock } from './sections.ts';
import { countWords } from './words.ts';

/** Lists and tables may be half as long again before they are cut: half a table is worse than a long passage. */
const ROOM_FOR_WHOLES = 1.5;

/** A block that fits stays whole. Others are cut between lines (lists, tables, code) or sentences (paragraphs). */
export function cutBlock(block: PlacedBlock, mostWords: number): PlacedBlock[] {
  const room = block.kind === 'paragraph' ? mostWords : mostWords * ROOM_FOR_WHOLES;
  if (block.words <= room) return [block];
  const parts: PlacedBlock[] = [];
  for (const piece of pieces(block)) {
    const last = parts.at(-1);
    const words = countWords(piece.text);
    if (last && last.words + words <= mostWords) {
      last.to = piece.to;
      last.words += words;
    } else parts.push({ kind: block.kind, text: '', from: piece.from, to: piece.to, words });
  }
  for (const part of parts) part.text = block.text.slice(part.from - block.from, part.to - block.from);
  return parts;
}

interface Piece {
  text: string;
  from: number;
  to: number;
}

function pieces(block: PlacedBlock): Piece[] {
  const units = block.kind === 'paragraph' ? sentences(block.text) : block.text.split(/(?<=\n)/);
  const out: Piece[] = [];
  let at = block.from;
  for (const unit of units.flatMap(limit)) {
    const text = unit.trimEnd();
    if (text.trim() !== '') out.push({ text, from: at, to: at + text.length });
    at += unit.length;
  }
  return out;
}

function sentences(text: string): string[] {
  return Array.from(new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text), (part) => part.segment);
}

/** One endless sentence (a log, a list without breaks) is cut hard, at a space where there is one. */
function limit(unit: string): string[] {
  return unit.match(/[\s\S]{1,1500}(?=\s|$)\s?|[\s\S]{1,1500}/g) ?? [];
}
