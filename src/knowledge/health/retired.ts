import type { Line, ReadArticle } from './read-article.ts';

/** Something that an article says is gone, under a name that can be looked for. */
export interface Retired {
  name: string;
  pattern: RegExp;
  by: ReadArticle;
  line: Line;
}

const GONE =
  /\b(?:(?:was|were|is|are|has been|have been|got) (?:switched off|shut down|discontinued|retired|phased out|withdrawn)|(?:is|are) no longer (?:sold|offered|available|in use|maintained|manufactured)|(?:was|were) last sold)\b/i;
/** "Fir 1", "Portenta X8", "MKR1000". */
const NUMBERED_NAME =
  /(?<!\p{L})\p{Lu}\p{L}+ (?:[A-Z]?\d{1,4}|Rev\s?\d)(?![\d.,%])|(?<![\p{L}\d-])\p{Lu}{2,}\d{2,}(?![\p{L}\d-])/gu;
const ENDS_IN = /\b(?:ended|ending|ends) (?:in|with|on) (\d{3,})\b/gi;
const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const MONTHS_AND_WORDS =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Version|Step|Error|Code|Table|Figure|In|Since|From|Until) /;
/** A name that half the articles carry is the company's, not the retired thing's. */
const MOST_ARTICLES = 8;

/** Pure: what the articles say is gone. Only what stands before the words, in the same clause, is what they are said of. */
export function findRetired(articles: readonly ReadArticle[]): Retired[] {
  const all = articles.flatMap((by) =>
    by.lines.flatMap((line) => namesOfGone(line.text).map((name) => ({ name, pattern: patternOf(name), by, line }))),
  );
  return all.filter(({ pattern }) => articles.filter((each) => mentions(each, pattern)).length <= MOST_ARTICLES);
}

/** The first line that speaks of it as if it were there; null when the article knows. */
export function speaksOf(read: ReadArticle, retired: Retired): Line | null {
  const lines = read.lines.filter((line) => retired.pattern.test(line.text));
  if (lines.some((line) => GONE.test(line.text))) return null;
  const first = lines[0] ?? null;
  const named = retired.pattern.test(read.article.title);
  return named || isContact(retired.name) ? first : null;
}

function namesOfGone(text: string): string[] {
  const at = GONE.exec(text)?.index;
  if (at === undefined) return [];
  const before = text.slice(0, at);
  const ends = [...before.matchAll(ENDS_IN)].flatMap(([, digits]) => digits ?? []);
  const names = [...(before.match(NUMBERED_NAME) ?? [])].filter((name) => !MONTHS_AND_WORDS.test(name));
  return [...new Set([...ends, ...names, ...(before.match(ADDRESS) ?? [])])];
}

function isContact(name: string): boolean {
  return /^\d{3,}$|@/.test(name);
}

function mentions(read: ReadArticle, pattern: RegExp): boolean {
  return pattern.test(read.article.title) || read.lines.some((line) => pattern.test(line.text));
}

function patternOf(name: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\d])`, 'u');
}
