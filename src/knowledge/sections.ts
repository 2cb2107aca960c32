import { countWords } from './words.ts';

/** A piece of text that is not cut in the middle if it can be helped. */
export interface Block {
  kind: 'paragraph' | 'list' | 'table' | 'code';
  /** Plain text; a list or a table has one item or row per line. */
  text: string;
}

/** What stands under one heading. The part before the first heading has heading null and level 0. */
export interface Section {
  heading: string | null;
  level: number;
  anchor: string | null;
  blocks: Block[];
}

/** Where a block lies in the article's plain text. */
export interface PlacedBlock extends Block {
  from: number;
  to: number;
  words: number;
}

export interface PlacedSection {
  heading: string | null;
  level: number;
  anchor: string | null;
  /** Offset of the heading, or of the first block when there is none. */
  from: number;
  blocks: PlacedBlock[];
}

const GAP = '\n\n';

/** The article as one plain text, and where in it each section and block lies. */
export function placeSections(sections: readonly Section[]): { text: string; sections: PlacedSection[] } {
  let text = '';
  const append = (piece: string): number => {
    if (text !== '') text += GAP;
    const from = text.length;
    text += piece;
    return from;
  };
  const placed = sections.map((section) => {
    const start = text === '' ? 0 : text.length + GAP.length;
    if (section.heading !== null) append(section.heading);
    const blocks = section.blocks.map((block) => {
      const from = append(block.text);
      return { ...block, from, to: from + block.text.length, words: countWords(block.text) };
    });
    return { heading: section.heading, level: section.level, anchor: section.anchor, from: start, blocks };
  });
  return { text, sections: placed };
}

/** Drops sections with nothing in them at all; a heading alone is kept because it may be the path of its children. */
export function withoutEmpty(sections: readonly Section[]): Section[] {
  return sections.filter((section) => section.heading !== null || section.blocks.length > 0);
}
