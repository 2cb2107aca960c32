import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createDatabase } from '../../src/platform/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { openTestDatabase } from '../../src/sandbox/test-database.ts';
import { readOnly } from './configuration.ts';

describe('the connection of report, impact and status', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    database = await openTestDatabase(inject('postgresUrl'));
  });
  afterAll(() => database.close());

  it('reads, and is refused by the server when it writes', async () => {
    const reader = createDatabase({ url: readOnly(database.url), poolSize: 1, log: silentLog });
    try {
      expect((await reader.pool.query('select count(*) from turn')).rows).toEqual([{ count: 0 }]);
      await expect(reader.pool.query('insert into ticket_case (ticket_id) values (1)')).rejects.toThrow('read-only');
    } finally {
      await reader.close();
    }
  });
});
