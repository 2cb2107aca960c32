import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { silentLog } from '../platform/log.ts';
import { openTestDatabase } from '../sandbox/test-database.ts';
import { createOwnUserLookUp, rememberOwnUser } from './own-user.ts';

describe('the own user', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    database = await openTestDatabase(inject('postgresUrl'));
  });
  afterAll(() => database.close());

  it('is known to another process soon after a worker has written it, and again when it changes', async () => {
    let now = 0;
    const lookUp = createOwnUserLookUp({ database, clock: { now: () => new Date(now) }, log: silentLog });
    expect(lookUp()).toBeNull();
    await rememberOwnUser(database, 84);
    now += 1_000;
    await expect.poll(lookUp).toBe(84);
    await rememberOwnUser(database, 85);
    now += 60_000;
    await expect.poll(lookUp).toBe(85);
  });
});
