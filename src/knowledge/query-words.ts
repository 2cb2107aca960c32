import type pg from 'pg';
import { editDistance } from './edit-distance.ts';
import type { Lexicon } from './lexicon.ts';
import { spaceWords } from './words.ts';

/** Longer messages are read up to here; the best words of a mail are in its first pages. */
const MOST_CHARACTERS = 20_000;
/** A repaired word is a guess, a word of the same meaning a weaker one; unless the customer's own word is in no article at all. */
const REPAIRED = 0.8;
const IMPLIED = 0.6;
const IMPLIED_BY_UNKNOWN = 0.8;
const SHORTEST_REPAIRED = 4;
const LONG_WORD = 8;

/** A word as the index knows it; `df` 0 = in no passage. */
export interface WordRow {
  lexeme: string;
  positions: readonly number[];
  termId: number | null;
  df: number;
  /** The word of the question it stands for. */
  of: string;
  /** 1 for the customer's own words. */
  factor: number;
}

/** The customer's own words. A word that two languages read alike counts once. */
export async function loadWords(pool: pg.Pool, text: string, languages: readonly string[]): Promise<WordRow[]> {
  const read = text.slice(0, MOST_CHARACTERS).toWellFormed().replaceAll('\0', ' ');
  const { rows } = await pool.query<WordRow>(
    `select distinct on (w.lexeme) w.lexeme, w.positions::int[] as positions, t.id as "termId", coalesce(t.df, 0) as df,
       w.lexeme as of, 1 as factor
     from unnest($1::text[], $2::text[]) as q (language, words)
     cross join lateral unnest(to_tsvector(kb_config(q.language), q.words)) w
     left join kb_term t on t.lexeme = w.lexeme order by w.lexeme, cardinality(w.positions) desc`,
    [languages, languages.map((language) => spaceWords(read, language))],
  );
  return rows;
}

interface Near {
  of: string;
  lexeme: string;
  termId: number;
  df: number;
}

/**
 * The nearest word of the index for each word it does not know. Only unknown words: guessing at every word makes search worse.
 * Needs the same first letter, which nearly all typing mistakes leave alone. Of the pieces that a word has, one more than mistakes, at
 * least one is without a mistake: that keeps most other words from being sent and measured.
 */
export async function loadRepaired(pool: pg.Pool, words: readonly WordRow[]): Promise<WordRow[]> {
  const unknown = words.filter(({ df, lexeme }) => df === 0 && mistakes(lexeme) > 0 && /^\p{L}+$/u.test(lexeme));
  if (unknown.length === 0) return [];
  const { rows } = await pool.query<Near>(
    `select w.wrong as of, t.lexeme, t.id as "termId", t.df
     from unnest($1::text[], $2::int[]) as w (wrong, mistakes)
       cross join lateral (select (char_length(w.wrong) - w.mistakes) / (w.mistakes + 1) as size) piece
     join kb_term t on left(t.lexeme, 1) = left(w.wrong, 1)
       and char_length(t.lexeme) between char_length(w.wrong) - w.mistakes and char_length(w.wrong) + w.mistakes
     where t.df > 0 and (left(t.lexeme, size) = left(w.wrong, size) or right(t.lexeme, size) = right(w.wrong, size)
       or (w.mistakes > 1 and strpos(t.lexeme, substr(w.wrong, size + 1, size)) > 0))`,
    [unknown.map((word) => word.lexeme), unknown.map((word) => mistakes(word.lexeme))],
  );
  const near = Map.groupBy(rows, (row) => row.of);
  return unknown.flatMap((word) => {
    const best = nearest(word.lexeme, near.get(word.lexeme) ?? []);
    return best ? [{ ...best, positions: word.positions, factor: REPAIRED }] : [];
  });
}

/** How many mistakes a word of this length may have and still be recognised. */
function mistakes(word: string): number {
  if (word.length < SHORTEST_REPAIRED) return 0;
  return word.length < LONG_WORD ? 1 : 2;
}

function nearest(wrong: string, words: readonly Near[]): Near | null {
  const limit = mistakes(wrong);
  const measured = words.map((word) => ({ word, distance: editDistance(wrong, word.lexeme, limit) }));
  const close = measured.filter(({ distance }) => distance <= limit);
  close.sort((a, b) => a.distance - b.distance || b.word.df - a.word.df || a.word.termId - b.word.termId);
  return close[0]?.word ?? null;
}

/** Words that mean about the same as the customer's, where the customer did not use them too. */
export async function loadImplied(
  pool: pg.Pool,
  words: readonly WordRow[],
  lexicons: readonly Lexicon[],
): Promise<WordRow[]> {
  const said = new Set(words.map((word) => word.lexeme));
  const implied = new Map<string, WordRow>();
  for (const word of words) {
    const factor = word.df === 0 ? IMPLIED_BY_UNKNOWN : IMPLIED;
    for (const lexeme of lexicons.flatMap((lexicon) => lexicon.synonyms.get(word.lexeme) ?? [])) {
      if (!said.has(lexeme)) implied.set(lexeme, { ...word, lexeme, of: word.lexeme, factor });
    }
  }
  if (implied.size === 0) return [];
  const { rows } = await pool.query<{ lexeme: string; id: number; df: number }>(
    'select lexeme, id, df from kb_term where lexeme = any($1::text[])',
    [[...implied.keys()]],
  );
  return rows.flatMap(({ lexeme, id, df }) => {
    const word = implied.get(lexeme);
    return word ? [{ ...word, termId: id, df }] : [];
  });
}
