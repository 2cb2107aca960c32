import { type Kysely, sql, type Transaction } from 'kysely';
import { type Lease, LeaseLost } from './case.ts';

/** Runs `work` in a transaction in which the case row is locked and proven to be ours. */
export function underFence<T, Tables>(
  db: Kysely<Tables>,
  lease: Lease,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{
      fence: number;
    }>`select fence from ticket_case where id = ${lease.caseId} for no key update`.execute(trx);
    if (rows[0]?.fence !== lease.fence) throw new LeaseLost(`Case ${lease.caseId} is held by another worker`);
    return work(trx);
  });
}
