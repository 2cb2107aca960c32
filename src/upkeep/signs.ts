import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import { countFoundBySweep } from './found-by-sweep.ts';

/** What the rows say about the health of the house, whichever process asks. Ages in seconds. */
export interface Signs {
  /** Of the oldest row that waits for work: an event, an open turn, an effect whose turn it is. */
  oldestDue: number;
  /** Events in quarantine, failed turns and failed effects. */
  deadLetters: number;
  /** Those of the last day: later ones have been seen or will not be. */
  newDeadLetters: number;
  /** Since the sweep last came to its end; null before the first worker started. */
  sweepAge: number | null;
  /** Of the oldest question that nobody has decided. */
  oldestReview: number;
  /** Workers that have reported lately. */
  workers: number;
  /** Neighbours that some worker has stopped calling. */
  openBreakers: readonly string[];
  /** Services that refuse our credentials, so that nothing is asked of them. */
  pausedDoors: readonly string[];
  foundBySweep: number;
}

/** A worker reports every 10 s. */
const REPORT_AGE_S = 45;

type Row = Omit<Signs, 'foundBySweep'>;

export async function readSigns(database: Database): Promise<Signs> {
  const { rows } = await sql<Row>`
    select
      coalesce(extract(epoch from now() - least(
        (select min(received_at) from inbox where state = 'received'),
        (select min(started_at) from turn where state = 'open'),
        (select min(e.created_at) from effect e left join effect p on p.id = e.after_effect_id
          where e.state in ('planned', 'unknown', 'sending') and (p.id is null or p.state = 'done'))
      )), 0)::float8 as "oldestDue",
      ((select count(*) from inbox where state = 'poison') + (select count(*) from turn where state = 'failed')
        + (select count(*) from effect where state = 'failed'))::int as "deadLetters",
      ((select count(*) from inbox where state = 'poison' and next_at > now() - interval '1 day')
        + (select count(*) from turn where state = 'failed' and finished_at > now() - interval '1 day')
        + (select count(*) from effect where state = 'failed' and finished_at > now() - interval '1 day'))::int as "newDeadLetters",
      (select extract(epoch from now() - coalesce(finished_at, since))::float8 from sweep
        where name = 'zendesk_changed') as "sweepAge",
      coalesce((select extract(epoch from now() - min(opened_at)) from review where state = 'open'), 0)::float8 as "oldestReview",
      (select count(*)::int from worker_report where seen_at > now() - make_interval(secs => ${REPORT_AGE_S})) as workers,
      (select coalesce(array_agg(distinct name), '{}') from worker_report, jsonb_array_elements_text(open_breakers) as name
        where seen_at > now() - make_interval(secs => ${REPORT_AGE_S})) as "openBreakers",
      (select coalesce(array_agg(initcap(name) order by name), '{}') from door where paused) as "pausedDoors"
  `.execute(database.sql);
  const [row] = rows;
  if (!row) throw new Error('The database answered a select without a row');
  return { ...row, foundBySweep: await countFoundBySweep(database) };
}

/** Says that this worker is there, and drops those who have been away for a day. */
export async function reportWorker(database: Database, owner: string, openBreakers: readonly string[]): Promise<void> {
  await sql`
    insert into worker_report (owner, open_breakers) values (${owner}, ${JSON.stringify(openBreakers)})
    on conflict (owner) do update set seen_at = now(), open_breakers = excluded.open_breakers`.execute(database.sql);
  await sql`delete from worker_report where seen_at < now() - interval '1 day'`.execute(database.sql);
}

/** A worker that stops in order is not missed. */
export async function signOff(database: Database, owner: string): Promise<void> {
  await sql`delete from worker_report where owner = ${owner}`.execute(database.sql);
}
