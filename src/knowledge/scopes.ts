import type pg from 'pg';
import { primaryLanguage } from './words.ts';

export interface ScopeQuery {
  locales: readonly string[];
  audience: 'customer' | 'staff';
}

/** One combination of language and visibility that a reader may search. */
export interface Scope {
  id: number;
  language: string;
  visibility: 'public' | 'internal';
}

/** The scopes that this reader may search. A customer's scopes never hold an internal passage. */
export async function findScopes(pool: pg.Pool, query: ScopeQuery): Promise<Scope[]> {
  const visibilities = query.audience === 'staff' ? ['public', 'internal'] : ['public'];
  const { rows } = await pool.query<Scope>(
    `select id, language, visibility from kb_scope
     where language = any($1::text[]) and visibility = any($2::text[]) and segment = ''`,
    [query.locales.map(primaryLanguage), visibilities],
  );
  return rows;
}
