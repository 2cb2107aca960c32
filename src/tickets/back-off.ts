import { type RawBuilder, sql } from 'kysely';

/** So long is an outage waited out before a person must look at each row. */
export const PATIENCE_S = 24 * 3_600;
const LONGEST_S = 60;

/** A wait that grows with the age of the work, from what was asked for up to a minute: no counter is needed. */
export function backOff(since: 'received_at' | 'started_at', afterMs: number): RawBuilder<Date> {
  return sql<Date>`make_interval(secs => greatest(${afterMs / 1_000}, least(${LONGEST_S}, extract(epoch from now() - ${sql.ref(since)}) / 4)))`;
}
