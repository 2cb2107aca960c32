import type pg from 'pg';
import type { Lexicon } from './lexicon.ts';
import { spaceWords } from './words.ts';

/** Longer messages are read up to here; the best words of a mail are in its first pages. */
const MOST_CHARACTERS = 20_000;
/** A repaired word is a guess, a word of the same meaning a weaker one; unless the customer's own word is in no article at all. */
const REPAIRED = 0.8;
const IMPLIED = 0.5;
const IMPLIED_BY_UNKNOWN = 0.8;
const REPAIR_SIMILARITY = 0.45;
const SHORTEST_REPAIRED = 5;

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

/** The nearest word of the index for each word it does not know. Only unknown words: guessing at every word makes search worse. */
export async function loadRepaired(pool: pg.Pool, words: readonly WordRow[]): Promise<WordRow[]> {
  const unknown = words.filter(
    (word) => word.df === 0 && word.lexeme.length >= SHORTEST_REPAIRED && /^\p{L}+$/u.test(word.lexeme),
  );
  if (unknown.length === 0 || !(await hasTrigrams(pool))) return [];
  const { rows } = await pool.query<Omit<WordRow, 'positions' | 'factor'>>(
    `select n.lexeme, n.id as "termId", n.df, w.wrong as of from unnest($1::text[]) as w (wrong)
     cross join lateral (select t.id, t.lexeme, t.df from kb_term t
       where t.lexeme % w.wrong and t.df >= 2 and similarity(t.lexeme, w.wrong) >= $2
       order by similarity(t.lexeme, w.wrong) desc, t.df desc, t.id limit 1) n`,
    [unknown.map((word) => word.lexeme), REPAIR_SIMILARITY],
  );
  const positions = new Map(unknown.map((word) => [word.lexeme, word.positions]));
  return rows.map((row) => ({ ...row, positions: positions.get(row.of) ?? [1], factor: REPAIRED }));
}

async function hasTrigrams(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query(`select from pg_extension where extname = 'pg_trgm'`);
  return rowCount === 1;
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
