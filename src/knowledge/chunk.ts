import { createHash } from 'node:crypto';
import type { Article, Passage } from './article.ts';
import { cutBlock } from './cut-block.ts';
import { parseHtml } from './html.ts';
import { parseMarkdown } from './markdown.ts';
import { type PlacedBlock, type PlacedSection, placeSections } from './sections.ts';

/** Measured on 765 questions: 40-300 words per heading beat fixed windows and whole articles. */
export const FEWEST_WORDS = 40;
export const MOST_WORDS = 300;

export interface CutArticle {
  /** Content hash. */
  version: string;
  /** The plain text that the passages' offsets count in. */
  content: string;
  passages: Passage[];
  /** True when the body was too long or too deep and its rest was not read. */
  cut: boolean;
}

/** A passage in the making: a run of blocks. */
interface Draft {
  from: number;
  to: number;
  words: number;
  path: string[];
  anchor: string | null;
}

/** Pure: the same article always gives the same passages. */
export function cutArticle(article: Article): CutArticle {
  const { sections, cut } = article.format === 'html' ? parseHtml(article.body) : parseMarkdown(article.body);
  const placed = placeSections(sections);
  const version = createHash('sha256').update(placed.text).digest('hex').slice(0, 16);
  const drafts = mergeShort(placed.sections.flatMap((_section, index) => draftsOf(placed.sections, index)));
  const passages = drafts.map((draft) => toPassage(article, { version, text: placed.text, draft }));
  return { version, content: placed.text, passages, cut };
}

/** One section -> one draft, or several when it is long; cut between blocks. */
function draftsOf(sections: readonly PlacedSection[], index: number): Draft[] {
  const section = sections[index];
  if (section === undefined || section.blocks.length === 0) return [];
  const path = headingPath(sections, index);
  const drafts: Draft[] = [];
  for (const block of section.blocks.flatMap((whole) => cutBlock(whole, MOST_WORDS))) {
    const last = drafts.at(-1);
    if (last && last.words + block.words <= MOST_WORDS) extend(last, block);
    else drafts.push({ ...span(block, drafts.length === 0 ? section.from : block.from), path, anchor: section.anchor });
  }
  return drafts;
}

function span(block: PlacedBlock, from: number): { from: number; to: number; words: number } {
  return { from, to: block.to, words: block.words };
}

function extend(draft: Draft, block: PlacedBlock): void {
  draft.to = block.to;
  draft.words += block.words;
}

function headingPath(sections: readonly PlacedSection[], index: number): string[] {
  const path: string[] = [];
  let level = Number.POSITIVE_INFINITY;
  for (let at = index; at >= 0; at -= 1) {
    const section = sections[at];
    if (!section || section.heading === null || section.level >= level) continue;
    path.unshift(section.heading);
    level = section.level;
  }
  return path;
}

/** A draft below FEWEST_WORDS joins its neighbour before it, or the one after it, when both together stay in size. */
function mergeShort(drafts: readonly Draft[]): Draft[] {
  const merged: Draft[] = [];
  for (const draft of drafts) {
    const last = merged.at(-1);
    const short = last && (last.words < FEWEST_WORDS || draft.words < FEWEST_WORDS);
    if (last && short && last.words + draft.words <= MOST_WORDS) merged[merged.length - 1] = join(last, draft);
    else merged.push({ ...draft });
  }
  return merged;
}

function join(first: Draft, second: Draft): Draft {
  const path = commonPath(first.path, second.path);
  const words = first.words + second.words;
  return { from: first.from, to: second.to, words, path, anchor: first.anchor };
}

/** The heading of a merged passage is what its parts share; when they share nothing, the first part's own. */
function commonPath(first: readonly string[], second: readonly string[]): string[] {
  const common: string[] = [];
  for (const [index, heading] of first.entries()) {
    if (second[index] !== heading) break;
    common.push(heading);
  }
  return common.length > 0 ? common : [...first];
}

function toPassage(article: Article, part: { version: string; text: string; draft: Draft }): Passage {
  const { draft } = part;
  return {
    articleId: article.id,
    version: part.version,
    title: article.title,
    headingPath: draft.path,
    anchor: draft.anchor,
    locale: article.locale,
    visibility: article.visibility,
    url: article.url,
    text: part.text.slice(draft.from, draft.to),
    charFrom: draft.from,
    charTo: draft.to,
    updatedAt: article.updatedAt,
  };
}
