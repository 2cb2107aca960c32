import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import { messageOf, Unavailable } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { type Alarm, alarmsOf } from './alarms.ts';
import { readSigns } from './signs.ts';

export interface WatchDeps {
  database: Database;
  log: Log;
  /** Tells people outside of the log; null where no channel is set. */
  tell: ((words: string) => Promise<void>) | null;
}

interface Incident {
  id: number;
  code: string;
  words: string;
}

/** Looks at the signs and tells what is new, once per incident, however many processes look. */
export async function watch(deps: WatchDeps): Promise<void> {
  const alarms = alarmsOf(await readSigns(deps.database));
  for (const alarm of alarms) {
    if (await open(deps.database, alarm)) deps.log.error({ alarm: alarm.code }, alarm.words);
  }
  for (const { code } of await closeOthers(deps.database, alarms)) deps.log.info({ alarm: code }, 'alarm is over');
  if (deps.tell) await tellAll(deps, deps.tell);
}

async function open(database: Database, { code, words }: Alarm): Promise<boolean> {
  const { rows } = await sql`
    insert into incident (code, words) values (${code}, ${words})
    on conflict (code) where closed_at is null do nothing returning id`.execute(database.sql);
  return rows.length > 0;
}

async function closeOthers(database: Database, alarms: readonly Alarm[]): Promise<Incident[]> {
  const codes = alarms.map(({ code }) => code);
  const { rows } = await sql<Incident>`
    update incident set closed_at = now() where closed_at is null and code <> all (${codes}::text[])
    returning id, code, words`.execute(database.sql);
  return rows;
}

async function tellAll({ database, log }: WatchDeps, tell: (words: string) => Promise<void>): Promise<void> {
  const begun = await sql<Incident>`
    update incident set told_at = now() where told_at is null and closed_at is null
    returning id, code, words`.execute(database.sql);
  for (const incident of begun.rows) {
    // Taken before it is told: an answer that got lost must not make two messages of one.
    await tell(`Alarm: ${incident.words}`).catch(async (error: unknown) => {
      log.warn({ alarm: incident.code, err: messageOf(error) }, 'alarm not told');
      if (error instanceof Unavailable)
        await sql`update incident set told_at = null where id = ${incident.id}`.execute(database.sql);
    });
  }
  const ended = await sql<Incident>`
    update incident set end_told_at = now() where told_at is not null and closed_at is not null and end_told_at is null
    returning id, code, words`.execute(database.sql);
  for (const incident of ended.rows) {
    await tell(`Over: ${incident.words}`).catch((error: unknown) =>
      log.warn({ alarm: incident.code, err: messageOf(error) }, 'end of alarm not told'),
    );
  }
}
