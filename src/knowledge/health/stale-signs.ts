import { contentWords, share } from '../content-words.ts';
import { namedTimes } from './past-dates.ts';
import { expiredWords } from './promises.ts';
import { type Line, placeOf, type ReadArticle } from './read-article.ts';
import { type Retired, speaksOf } from './retired.ts';
import { findSuccessor } from './successor.ts';
import type { Place } from './worklist.ts';

/** One reason to doubt an article. */
export interface Sign {
  weight: number;
  words: string;
  line: Line | null;
  /** Another article that the reason rests on. */
  other?: Place;
}

const DAY_MS = 86_400_000;
/** Enough to doubt an article by itself; weak signs must come together. */
export const STRONG = 1;
const WEAK = 0.4;
/** A date that passed last week is not worth a manager's time yet. */
const GRACE_DAYS = 30;
/** A bulletin carries the day it was written on, which is not a promise. */
const AHEAD_DAYS = 3;
/** An article that calls a thing gone knows better than one that is older by this much. */
const OLDER_BY_DAYS = 90;
const OLD_DAYS = 3 * 365;
const NOTICE_DAYS = 2 * 365;
const NOTICE = /^[^:()]{3,80}\(([^()]{6,20})\)\s*:/;
const OPENING_LINES = 3;
const LONGEST_SUBJECT = 4;
const ADMONITION = /^(?:note|warning|important|caution|tip)\b:?/i;
const OWN_END =
  /\b(?:(?:has|have) been|(?:is|are|was|were)(?: now)?) (?:deprecated|discontinued|retired)\b|\b(?:is|are) no longer (?:supported|available|maintained|offered)\b/i;

/** Pure: everything that speaks against leaving the article as it is. */
export function signsOf(read: ReadArticle, around: Surroundings): Sign[] {
  const always = [...titleSigns(read, around.now), ...noticeSigns(read, around.now)];
  return hasDate(read) ? [...always, ...sinceThenSigns(read, around)] : always;
}

/** A source that tells no dates gives 1970. */
function hasDate({ article }: ReadArticle): boolean {
  return article.updatedAt.getTime() > 0;
}

export interface Surroundings {
  articles: readonly ReadArticle[];
  retired: readonly Retired[];
  now: Date;
}

/** What has happened since the article was last changed. */
function sinceThenSigns(read: ReadArticle, { articles, retired, now }: Surroundings): Sign[] {
  return [
    ...wordingSigns(read, now),
    ...passedSigns(read, now),
    ...deprecationSigns(read, now),
    ...retiredSigns(read, retired),
    ...successorSigns(read, articles),
    ...ageSigns(read, now),
  ];
}

function wordingSigns(read: ReadArticle, now: Date): Sign[] {
  return read.lines.flatMap((line) => {
    const expired = expiredWords(line.text, read.article.updatedAt, now);
    if (!expired) return [];
    const words = `It says “${expired.words}” and was last changed on ${dayOf(read.article.updatedAt)}.`;
    return [{ weight: expired.strong ? STRONG : WEAK, words, line }];
  });
}

/** "Christmas 2022", unless somebody has looked at it since; but not the number of a bulletin. */
function titleSigns({ article: { title, updatedAt } }: ReadArticle, now: Date): Sign[] {
  const years = (title.match(/(?<![\w-])20\d\d(?![\w-])/g) ?? []).map(Number);
  const over =
    years.length > 0 && years.every((year) => year < now.getUTCFullYear() && updatedAt.getUTCFullYear() <= year);
  return over ? [{ weight: STRONG, words: 'Its title names a year that is over.', line: null }] : [];
}

/** A date that still lay ahead when the article was last changed and has passed since. History ("fixed in May 2021") never did. */
function passedSigns(read: ReadArticle, now: Date): Sign[] {
  const earliest = read.article.updatedAt.getTime() + AHEAD_DAYS * DAY_MS;
  const latest = now.getTime() - GRACE_DAYS * DAY_MS;
  return read.lines.flatMap((line) => {
    const passed = namedTimes(line.text).find(({ end }) => end.getTime() > earliest && end.getTime() < latest);
    if (!passed) return [];
    const words = `When it was last changed, ${passed.words} still lay ahead; it has passed.`;
    return [{ weight: STRONG, words, line }];
  });
}

/** "Blank screen on iPhone (Jan. 24th, 2022): ..." was news once. */
function noticeSigns(read: ReadArticle, now: Date): Sign[] {
  const latest = now.getTime() - NOTICE_DAYS * DAY_MS;
  return read.lines.flatMap((line) => {
    const dated = namedTimes(NOTICE.exec(line.text)?.[1] ?? '').find(({ end }) => end.getTime() < latest);
    return dated ? [{ weight: STRONG, words: `It still carries a notice of ${dated.words}.`, line }] : [];
  });
}

/** It says at its beginning that its own subject is gone: honest, but a year later hardly anybody needs it. */
function deprecationSigns(read: ReadArticle, now: Date): Sign[] {
  if (now.getTime() - read.article.updatedAt.getTime() < 365 * DAY_MS) return [];
  const opening = read.lines.filter(({ heading }) => heading === null).slice(0, OPENING_LINES);
  const line = opening.find(({ text }) => saysOwnEnd(text, read.article.title));
  return line ? [{ weight: STRONG, words: 'It says itself that its subject is deprecated.', line }] : [];
}

function saysOwnEnd(text: string, title: string): boolean {
  const at = OWN_END.exec(text)?.index;
  if (at === undefined) return false;
  const subject = contentWords(text.slice(0, at).replace(ADMONITION, ''));
  return subject.length > 0 && subject.length <= LONGEST_SUBJECT && share(subject, new Set(contentWords(title))) === 1;
}

function retiredSigns(read: ReadArticle, retired: readonly Retired[]): Sign[] {
  return retired.flatMap((gone) => {
    const newer = gone.by.article.updatedAt.getTime() - read.article.updatedAt.getTime();
    if (gone.by === read || newer < OLDER_BY_DAYS * DAY_MS) return [];
    const line = speaksOf(read, gone);
    if (!line) return [];
    const words = `It uses “${gone.name}” as if it were there; “${gone.by.article.title}” says: “${gone.line.text}”`;
    return [{ weight: STRONG, words, line, other: placeOf(gone.by.article, gone.line) }];
  });
}

function successorSigns(read: ReadArticle, articles: readonly ReadArticle[]): Sign[] {
  const found = findSuccessor(read, articles);
  if (!found) return [];
  const { title, updatedAt } = found.article;
  const words = `“${title}” (${dayOf(updatedAt)}) is newer and on the same subject.`;
  return [{ weight: WEAK, words, line: null, other: placeOf(found.article, null) }];
}

function ageSigns({ article }: ReadArticle, now: Date): Sign[] {
  const days = (now.getTime() - article.updatedAt.getTime()) / DAY_MS;
  if (days < OLD_DAYS) return [];
  return [{ weight: WEAK, words: `Nobody has changed it for ${Math.floor(days / 365)} years.`, line: null }];
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
