import { type Kysely, sql } from 'kysely';
import { type Lease, LeaseLost } from './case.ts';
import type { CaseTables } from './case-tables.ts';

/** Who may work on a case, for how long, and up to when its ticket has been seen. */
type CaseSql = Kysely<CaseTables>;

const inMs = (ms: number) => sql<Date>`now() + make_interval(secs => ${ms / 1000})`;

export async function claim(
  db: CaseSql,
  request: { ticketId: number; owner: string; leaseMs: number },
): Promise<Lease | null> {
  const { ticketId, owner, leaseMs } = request;
  await db
    .insertInto('ticket_case')
    .values({ ticket_id: ticketId, requester_id: null, seen_at: null })
    .onConflict((on) => on.doNothing())
    .execute();
  const row = await db
    .updateTable('ticket_case')
    .set({
      lease_owner: owner,
      lease_until: inMs(leaseMs),
      fence: sql<number>`fence + 1`,
      updated_at: sql<Date>`now()`,
    })
    .where('ticket_id', '=', ticketId)
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', sql<Date>`now()`)]))
    .returning(['id', 'fence'])
    .executeTakeFirst();
  return row ? { caseId: row.id, ticketId, owner, fence: row.fence } : null;
}

export async function renew(db: CaseSql, lease: Lease, leaseMs: number): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('ticket_case')
    .set({ lease_until: inMs(leaseMs) })
    .where('id', '=', lease.caseId)
    .where('fence', '=', lease.fence)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new LeaseLost(`Case ${lease.caseId} is held by another worker`);
}

export async function release(db: CaseSql, lease: Lease): Promise<void> {
  await db
    .updateTable('ticket_case')
    .set({ lease_owner: null, lease_until: null })
    .where('id', '=', lease.caseId)
    .where('fence', '=', lease.fence)
    .execute();
}

export async function markSeen(db: CaseSql, lease: Lease, at: Date): Promise<void> {
  await db
    .updateTable('ticket_case')
    .set({ seen_at: sql<Date>`greatest(seen_at, ${at})` })
    .where('id', '=', lease.caseId)
    .where('fence', '=', lease.fence)
    .execute();
}
