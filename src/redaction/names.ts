import type { Finder, Stretch } from './kinds.ts';
import { COMMON, fold, GIVEN, PLACES } from './name-words.ts';

export interface NameOptions {
  /** Words that are nobody's name here: products, articles, the team's own vocabulary. Lower case. */
  known: ReadonlySet<string>;
  /** Names that stand on the ticket, however they are written. */
  people: readonly string[];
  /** Countries too, and every capital in the middle of a sentence that we cannot explain. */
  strict: boolean;
}

/** A word with a capital, with what names have inside: hyphen, apostrophe, an initial's dot. */
const WORD = "(?:(?:de-la|de|al|el|la|da|di|van)-)?\\p{Lu}[\\p{L}\\p{M}]*(?:['’-]\\p{L}[\\p{L}\\p{M}]*)*";
const PARTICLE =
  '(?:van der|van den|van de|van|von|de la|de los|de|del|della|di|da|dos|al|bin|ibn|el|la|le|ter|ten|zu|und|y|e|and)';
/** A part or order number such as KIT-0645 or ORD2023 is no name. */
const WHOLE = `${WORD}(?![\\p{L}\\p{M}\\d_]|[-/]\\d)`;
const RUN = new RegExp(
  `(?<![\\p{L}\\d@#_/.-])${WHOLE}(?:(?:\\.?[ \\t]+|,[ \\t]+(?=\\p{Lu}\\p{L}+ and ))(?:${PARTICLE}[ \\t]+)?${WHOLE})*`,
  'gu',
);
/** Words after which a name comes, even a short or unusual one. */
const CUE =
  /(?:\b(?:my name(?:['’]s| is)|name is|name on (?:both|it|the (?:card|account)) is|named?|called|account holder|cardholder|card holder|holder|contact|attn\.?|mr|mrs|ms|miss|dr|prof|herr|frau|hr|fr|mme|señora?|signora?|mevrouw|meneer|i am|i['’]m|this is|here is|ich bin|ich heiße|je suis|je m['’]appelle|soy|me llamo|ik ben|mijn naam is|mein name ist|from|by|for|father|mother|son|daughter|brother|sister|wife|husband|partner|friend|colleague|boss|neighbou?r|kid|child|recipient|beneficiary|spoke (?:to|with)|talked to|ask for|regards|wishes|cheers|thanks|thank you|sincerely|yours|gru(?:ß|ss)|grüße|grüßen|groet(?:en)?|cordialement|saludos|best|love|signed|dear|hi|hello|hey|liebe|lieber|beste)\.?[,:]?[\s\n]+(?:mr|mrs|ms|dr|herr|frau)?\.?\s*)$/iu;
const LINE_START = /(?:^|\n)[>?\s]*$/;
const SENTENCE_START = /(?:^|[.!?:;…]["'”’)]*\s+|\n[>?*•\s-]*|["“„«(]\s*)$/u;
/** German writes every noun with a capital, so there a capital alone says nothing. */
const GERMAN = /(?<![\p{L}])(?:und|ist|nicht|ich|bitte|der|das|eine|wurde|habe|auf|für|mit)(?![\p{L}])/giu;
const LOUD_SHARE = 0.5;

export function createNameFinder(options: NameOptions): Finder<'name'> {
  return (text) => {
    const german = (text.match(GERMAN)?.length ?? 0) >= 3;
    const loud = isLoud(text);
    const found = [...text.matchAll(RUN)].flatMap(({ 0: run, index }) =>
      nameIn(run, { before: text.slice(Math.max(0, index - 48), index), plain: german || loud, options }).map(
        ({ from, to }): Stretch<'name'> => ({ kind: 'name', from: index + from, to: index + to }),
      ),
    );
    const small = options.strict ? smallNames(text) : [];
    return [...found, ...small, ...knownPeople(text, options.people)];
  };
}

/** SOMEBODY WHO SHOUTS writes no names with capitals. */
function isLoud(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters > 20 && (text.match(/\p{Lu}/gu)?.length ?? 0) / letters > LOUD_SHARE;
}

interface Around {
  before: string;
  /** Capitals say nothing here. */
  plain: boolean;
  options: NameOptions;
}

/** The parts of a run of capitalised words that are names. */
function nameIn(run: string, around: Around): { from: number; to: number }[] {
  const { before, options } = around;
  const cued = CUE.test(before);
  const starts = SENTENCE_START.test(before) || before === '';
  const parts = groupsOf(run, (word) => isOrdinary(word, options));
  const groups = options.strict ? widened(run, parts, starts) : parts;
  return groups.filter((group, i) => {
    const atStart = starts && i === 0 && group.from === 0;
    if (cued && group.from === 0 && group.words.every((word) => word.length > 1)) return true;
    if (group.words.some((word) => GIVEN.has(fold(word)))) return true;
    if (around.plain) return false;
    const several = group.words.filter((word) => word.length > 1).length >= 2;
    if (several) return !atStart || LINE_START.test(before) || options.strict;
    return options.strict && (group.words[0]?.length ?? 0) > (atStart ? 3 : 2);
  });
}

interface Group {
  words: string[];
  from: number;
  to: number;
}

/** Cuts a run at ordinary words: "Bestellung Quentin Rasmussen" leaves the two that are not. */
function groupsOf(run: string, ordinary: (word: string) => boolean): Group[] {
  const groups: Group[] = [];
  let open: Group | null = null;
  for (const { 0: word, index } of run.matchAll(/[\p{L}\p{M}'’-]+/gu)) {
    if (!/^(?:\p{Ll}+-)*\p{Lu}/u.test(word)) continue;
    // The I of "Hanne I. Kreutzmann" belongs to her.
    if (ordinary(word) && !(word.length === 1 && open !== null)) {
      open = null;
      continue;
    }
    const to = index + word.replace(/['’]s$/, '').length;
    if (open === null) {
      open = { words: [word], from: index, to };
      groups.push(open);
    } else {
      open.words.push(word);
      open.to = to;
    }
  }
  return groups;
}

/** "Usaa Group", "New Zealand": strictly, the ordinary words beside a name belong to it, but for the first of a sentence. */
function widened(run: string, groups: readonly Group[], starts: boolean): Group[] {
  const [first] = groups;
  const last = groups.at(-1);
  if (first === undefined || last === undefined) return [];
  const opening = starts && first.from > 0 ? (/^\S+\s+/.exec(run)?.[0].length ?? 0) : 0;
  return [
    {
      words: groups.flatMap(({ words }) => words),
      from: Math.min(opening, first.from),
      to: Math.max(last.to, endOfWords(run)),
    },
  ];
}

function endOfWords(run: string): number {
  return run.replace(/['’]s$/, '').length;
}

/** Names and countries in small letters, as people type on telephones. */
function smallNames(text: string): Stretch<'name'>[] {
  const pattern = /(?<![\p{L}\d@.])(?<one>\p{Ll}{4,30})(?![\p{L}\d@])(?=(?<next>\s+\p{Ll}{3,30})?)/gu;
  return [...text.matchAll(pattern)].flatMap(({ groups, index }) => {
    const one = groups?.['one'] ?? '';
    const next = groups?.['next'] ?? '';
    const given = GIVEN.has(one) && !COMMON.has(one);
    if (!given && !PLACES.has(one)) return [];
    const length = given && next !== '' && !COMMON.has(next.trim()) ? one.length + next.length : one.length;
    return [{ kind: 'name', from: index, to: index + length }];
  });
}

function isOrdinary(word: string, { known, strict }: NameOptions): boolean {
  const folded = fold(word);
  const parts = [folded, ...folded.split(/['’-]/)];
  if (COMMON.has(folded) || known.has(folded) || COMMON.has(parts[1] ?? '')) return true;
  return !strict && PLACES.has(folded);
}

/** The people of the ticket by their full name, and by each part of it that is not an ordinary word. */
function knownPeople(text: string, people: readonly string[]): Stretch<'name'>[] {
  const parts = people.flatMap((name) => [name, ...name.split(/\s+/)]);
  const telling = [...new Set(parts)].filter((part) => part.length > 2 && !COMMON.has(part.toLowerCase()));
  return telling.flatMap((part) => {
    const pattern = new RegExp(`(?<![\\p{L}\\d])${part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\d])`, 'giu');
    return [...text.matchAll(pattern)].map(
      ({ 0: value, index }): Stretch<'name'> => ({ kind: 'name', from: index, to: index + value.length }),
    );
  });
}
