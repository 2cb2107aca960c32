import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestDatabase } from '../sandbox/test-database.ts';
import { migrate } from './migrate.ts';

describe('migrate', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    database = await openTestDatabase(inject('postgresUrl'));
  });
  afterAll(() => database.close());

  it('applies nothing a second time', async () => {
    expect(await migrate(database.pool)).toEqual([]);
  });

  it('refuses to change or delete an audit row', async () => {
    await database.pool.query(
      `insert into audit (actor, action, details, previous_hash, hash) values ('test', 'test', '{}', '', 'h')`,
    );
    await expect(database.pool.query(`update audit set actor = 'somebody else'`)).rejects.toThrow('append-only');
    await expect(database.pool.query('delete from audit')).rejects.toThrow('append-only');
  });
});
