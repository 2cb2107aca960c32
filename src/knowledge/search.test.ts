import type pg from 'pg';
import { expect, it } from 'vitest';
import { createSearch } from './search.ts';

// An unhandled rejection ends a worker with everything it is at; the test runner counts it as an error of its own.
it('fails as a whole when the database is gone, also for the part that fails last', async () => {
  const scopes = Promise.withResolvers<never>();
  const query = (text: string): Promise<never> =>
    text.includes('kb_scope') ? scopes.promise : Promise.reject(new Error('no connection'));
  const { search } = createSearch({ database: { pool: { query } as unknown as pg.Pool } });
  const asked = { text: 'descaling', locales: ['en'], audience: 'customer', limit: 3 } as const;
  await expect(search(asked)).rejects.toThrow('no connection');
  scopes.reject(new Error('no connection either'));
  await new Promise(setImmediate);
});
