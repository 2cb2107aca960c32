import { type Kysely, sql, type Transaction } from 'kysely';
import { giveBack } from '../effects/give-back.ts';
import type { Database } from '../platform/database.ts';
import { appendAudit } from '../review/audit.ts';

/** Rows that nobody works on any more, or not with success, until a person does something. */
export const LETTER_KINDS = ['inbox', 'turn', 'effect'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

export interface DeadLetter {
  /** For example "effect:12". */
  ref: string;
  kind: LetterKind;
  what: string;
  /** `stuck`: still tried, but without success for long. */
  state: 'poison' | 'failed' | 'stuck';
  reason: string | null;
  attempts: number;
  ticketId: number | null;
  since: Date;
}

export interface LetterRef {
  kind: LetterKind;
  id: number;
}

/** Tries after which an effect that is still tried is shown. */
const STUCK_ATTEMPTS = 12;

export function readRef(text: string): LetterRef | null {
  const [, kind, id] = /^(\w+):(\d{1,15})$/.exec(text) ?? [];
  const known = LETTER_KINDS.find((each) => each === kind);
  return known && id ? { kind: known, id: Number(id) } : null;
}

/** The oldest first. */
export async function listDeadLetters(database: Database, limit = 200): Promise<DeadLetter[]> {
  const { rows } = await sql<DeadLetter>`
    select 'inbox:' || id as ref, 'inbox' as kind, kind as what, 'poison' as state, reason, attempts,
      ticket_id as "ticketId", received_at as since
    from inbox where state = 'poison'
    union all
    select 'turn:' || t.id, 'turn', 'comment ' || t.comment_id, 'failed', t.reason, t.attempts, c.ticket_id, t.started_at
    from turn t join ticket_case c on c.id = t.case_id where t.state = 'failed'
    union all
    select 'effect:' || e.id, 'effect', e.kind, case e.state when 'failed' then 'failed' else 'stuck' end, e.reason, e.attempts,
      c.ticket_id, e.created_at
    from effect e join ticket_case c on c.id = e.case_id
    where e.state = 'failed' or (e.state in ('planned', 'unknown', 'sending') and e.attempts >= ${STUCK_ATTEMPTS})
    order by since, ref limit ${limit}`.execute(database.sql);
  return rows;
}

/** Everything that the row holds; null when there is none. The bytes of a webhook are shown as text. */
export async function showDeadLetter(
  database: Database,
  { kind, id }: LetterRef,
): Promise<Record<string, unknown> | null> {
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(kind)} where id = ${id}`.execute(
    database.sql,
  );
  const [row] = rows;
  if (!row) return null;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (!Buffer.isBuffer(value)) return [name, value];
      return [name, name === 'body' ? value.toString('utf8') : value.toString('hex')];
    }),
  );
}

export type Replayed = { kind: 'replayed'; also: number } | { kind: 'refused'; reason: string };

/** Gives a row back to the workers with a clean count. What may already have happened outside is looked for before it is done again. */
export function replayDeadLetter(database: Database, ref: LetterRef, by: string): Promise<Replayed> {
  return database.sql.transaction().execute(async (trx) => {
    const replayed = await REPLAY[ref.kind](trx, ref.id);
    if (replayed.kind === 'replayed') {
      const details = { ref: `${ref.kind}:${ref.id}`, also: replayed.also };
      await appendAudit(trx, { actor: by, action: 'dead letter replayed', caseId: null, details });
    }
    return replayed;
  });
}

type Trx = Transaction<Record<never, never>> | Kysely<Record<never, never>>;

const REPLAY: Record<LetterKind, (trx: Trx, id: number) => Promise<Replayed>> = {
  async inbox(trx, id) {
    const { numAffectedRows } = await sql`
      update inbox set state = 'received', attempts = 0, received_at = now(), next_at = now()
      where id = ${id} and state = 'poison'`.execute(trx);
    return numAffectedRows ? done() : refused('It is not in quarantine.');
  },

  async turn(trx, id) {
    const { numAffectedRows } = await sql`
      update turn t set state = 'open', attempts = 0, started_at = now(), next_at = now(), finished_at = null
      where id = ${id} and state = 'failed'
        and not exists (select from turn newer where newer.case_id = t.case_id and newer.id > t.id)`.execute(trx);
    return numAffectedRows
      ? done()
      : refused('It has not failed, or a newer message of the customer has its own turn.');
  },

  async effect(trx, id) {
    const also = await giveBack(trx, id, { stuckAfter: STUCK_ATTEMPTS });
    return also === null ? refused('It has not failed.') : done(also);
  },
};

function done(also = 0): Replayed {
  return { kind: 'replayed', also };
}

function refused(reason: string): Replayed {
  return { kind: 'refused', reason };
}
