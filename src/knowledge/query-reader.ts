import type pg from 'pg';
import type { EarlierTurn } from './article.ts';
import { weighTurns, withEarlier } from './follow-up.ts';
import { type Lexicon, loadLexicon } from './lexicon.ts';
import { type AnalysedQuery, weigh } from './query-terms.ts';
import { loadImplied, loadRepaired, loadWords } from './query-words.ts';
import { primaryLanguage } from './words.ts';

export interface QueryReader {
  read(text: string, locales: readonly string[], earlier?: readonly EarlierTurn[]): Promise<AnalysedQuery>;
}

/** Reads a question with the same text search configuration that its language was indexed with. */
export function createQueryReader(pool: pg.Pool): QueryReader {
  const lexicons = new Map<string, Promise<Lexicon>>();
  function lexiconOf(language: string): Promise<Lexicon> {
    const lexicon = lexicons.get(language) ?? loadLexicon(pool, language);
    lexicons.set(language, lexicon);
    // A lost connection must not be remembered as "no lexicon".
    lexicon.catch(() => lexicons.delete(language));
    return lexicon;
  }
  async function readNewest(text: string, locales: readonly string[]): Promise<AnalysedQuery> {
    const languages = [...new Set(locales.map(primaryLanguage))];
    const [stats, words, ...known] = await Promise.all([
      loadStats(pool),
      loadWords(pool, text, languages),
      ...languages.map(lexiconOf),
    ]);
    const [repaired, implied] = await Promise.all([loadRepaired(pool, words), loadImplied(pool, words, known)]);
    return { ...stats, ...weigh({ words, repaired, implied, lexicons: known }, stats.passages) };
  }
  /** Without guesses at mistyped and related words: what was said before only helps, and costs one look-up a turn. */
  async function readEarlier(text: string, locales: readonly string[]): Promise<AnalysedQuery> {
    const languages = [...new Set(locales.map(primaryLanguage))];
    const [stats, words, ...known] = await Promise.all([
      loadStats(pool),
      loadWords(pool, text, languages),
      ...languages.map(lexiconOf),
    ]);
    return { ...stats, ...weigh({ words, repaired: [], implied: [], lexicons: known }, stats.passages) };
  }
  return {
    async read(text, locales, earlier = []) {
      const [newest, ...before] = await Promise.all([
        readNewest(text, locales),
        ...weighTurns(earlier).map(async (turn) => ({
          query: await readEarlier(turn.text, locales),
          weight: turn.weight,
        })),
      ]);
      return withEarlier(newest, before);
    },
  };
}

async function loadStats(pool: pg.Pool): Promise<{ passages: number; averageLength: number }> {
  const { rows } = await pool.query<{ passages: number; total_len: number }>('select passages, total_len from kb_stat');
  const { passages = 0, total_len: length = 0 } = rows[0] ?? {};
  return { passages, averageLength: passages > 0 ? length / passages : 1 };
}
