import type pg from 'pg';
import { customerWords } from './customer-words.ts';

/** The customer words of a language as lexemes, the way the index has them. */
export interface Lexicon {
  filler: ReadonlySet<string>;
  /** Lexeme -> lexemes that mean about the same. */
  synonyms: ReadonlyMap<string, readonly string[]>;
}

export async function loadLexicon(pool: pg.Pool, language: string): Promise<Lexicon> {
  const { filler, synonyms } = customerWords(language);
  const lexemes = await lexemesOf(pool, language, [...filler, ...synonyms.flat()]);
  const related = new Map<string, Set<string>>();
  for (const group of synonyms) {
    const members = new Set(group.flatMap((word) => lexemes.get(word) ?? []));
    for (const member of members) related.set(member, (related.get(member) ?? new Set()).union(members));
  }
  return {
    filler: new Set(filler.flatMap((word) => lexemes.get(word) ?? [])),
    synonyms: new Map([...related].map(([lexeme, all]) => [lexeme, [...all].filter((other) => other !== lexeme)])),
  };
}

async function lexemesOf(pool: pg.Pool, language: string, words: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ word: string; lexeme: string }>(
    `select w.word, l.lexeme from unnest($2::text[]) as w (word), unnest(to_tsvector(kb_config($1), w.word)) l`,
    [language, words],
  );
  return new Map(rows.map((row) => [row.word, row.lexeme]));
}
