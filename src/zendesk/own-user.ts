import { type Generated, type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { messageOf } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';

type SettingTables = {
  setting: { name: string; value: unknown; changed_by: string; changed_at: Generated<Date> };
};

const NAME = 'zendesk_own_user';
/** A changed bot user is rare, and until it is noticed its events only cost a read. */
const MAX_AGE_MS = 60_000;
const UNKNOWN_AGE_MS = 1_000;

/** Written by a worker, which asks Zendesk anyway; so the web process knows our own changes without a call to Zendesk. */
export async function rememberOwnUser(database: Database, userId: number): Promise<void> {
  const row = { value: JSON.stringify(userId), changed_by: 'worker' };
  await tables(database)
    .insertInto('setting')
    .values({ name: NAME, ...row })
    .onConflict((on) => on.column('name').doUpdateSet({ ...row, changed_at: sql<Date>`now()` }))
    .execute();
}

export interface OwnUserDeps {
  database: Database;
  clock: Clock;
  log: Log;
}

/**
 * The bot's user id, or null as long as it is not known. Answers at once with what it knows and looks again behind the answer,
 * at most once a minute: a webhook never waits for it, least of all while the database is down.
 */
export function createOwnUserLookUp({ database, clock, log }: OwnUserDeps): () => number | null {
  let known: number | null = null;
  let lookAgainAt = 0;
  return () => {
    const now = clock.now().getTime();
    if (now >= lookAgainAt) {
      lookAgainAt = now + (known === null ? UNKNOWN_AGE_MS : MAX_AGE_MS);
      load(database).then(
        (userId) => {
          known = userId;
        },
        (error: unknown) => log.warn({ err: messageOf(error) }, 'own user not looked up'),
      );
    }
    return known;
  };
}

async function load(database: Database): Promise<number | null> {
  const row = await tables(database).selectFrom('setting').select('value').where('name', '=', NAME).executeTakeFirst();
  return z
    .number()
    .int()
    .nullable()
    .parse(row?.value ?? null);
}

function tables(database: Database): Kysely<SettingTables> {
  return database.sql.withTables<SettingTables>();
}
