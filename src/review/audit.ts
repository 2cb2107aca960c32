import { createHash } from 'node:crypto';
import { type Generated, type Kysely, type QueryExecutorProvider, sql } from 'kysely';

export type AuditTables = {
  audit: {
    id: Generated<number>;
    at: Generated<Date>;
    actor: string;
    action: string;
    case_id: number | null;
    details: unknown;
    previous_hash: string;
    hash: string;
  };
};

export interface AuditEntry {
  /** "slack:U123 Mira Jansen", "policy", "worker". */
  actor: string;
  action: string;
  caseId: number | null;
  /** Ids, states and reasons; no customer text. */
  details: Record<string, unknown>;
}

/** One writer at a time, or two entries would chain to the same predecessor. */
const LOCK = 7_351_002;

/**
 * Appends to the chain inside the transaction of what it records: no change without its entry, no entry without its change.
 * Called after all other changes of the transaction, because from here on it holds up every other writer of the audit.
 */
export async function appendAudit(trx: QueryExecutorProvider, entry: AuditEntry): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
  const { rows } = await sql<{ hash: string }>`select hash from audit order by id desc limit 1`.execute(trx);
  const previous = rows[0]?.hash ?? '';
  await sql`
    insert into audit (actor, action, case_id, details, previous_hash, hash)
    values (${entry.actor}, ${entry.action}, ${entry.caseId}, ${JSON.stringify(entry.details)}, ${previous}, ${hashOf(previous, entry)})
  `.execute(trx);
}

/** The id of the first entry that does not fit its predecessor, or null when the whole chain holds. */
export async function findBrokenLink(db: Kysely<AuditTables>): Promise<number | null> {
  const rows = await db.selectFrom('audit').selectAll().orderBy('id').execute();
  let previous = '';
  for (const row of rows) {
    const entry = { actor: row.actor, action: row.action, caseId: row.case_id, details: asRecord(row.details) };
    if (row.previous_hash !== previous || row.hash !== hashOf(previous, entry)) return row.id;
    previous = row.hash;
  }
  return null;
}

function asRecord(value: unknown): Record<string, unknown> {
  return value && typeof value === 'object' ? { ...value } : {};
}

function hashOf(previous: string, entry: AuditEntry): string {
  // jsonb does not keep the order of keys, so the hash is taken over sorted ones.
  const details = Object.entries(entry.details).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([previous, entry.actor, entry.action, entry.caseId, details]))
    .digest('hex');
}
