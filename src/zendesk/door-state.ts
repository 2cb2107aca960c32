import { type Kysely, sql } from 'kysely';
import type { Database } from '../platform/database.ts';

type DoorTables = {
  door: {
    name: string;
    paused: boolean;
    reason: string;
    since: Date;
    strikes: number;
    probe_at: Date;
    changed_by: string;
  };
};

export interface Pause {
  reason: string;
  since: Date;
  probeAt: Date;
}

const NAME = 'zendesk';
const FIRST_PROBE_S = 60;
const LONGEST_PROBE_S = 1_800;
/** A pause that begins this long after the last one is a new story, not the same one again. */
const FORGOTTEN_AFTER_S = 3_600;

/** One row that all processes read: whether Zendesk let us in when it was last asked. */
export class DoorState {
  readonly #db: Kysely<DoorTables>;

  constructor(database: Database) {
    this.#db = database.sql.withTables<DoorTables>();
  }

  async pause(): Promise<Pause | null> {
    const row = await this.#db
      .selectFrom('door')
      .select(['reason', 'since', 'probe_at as probeAt'])
      .where('name', '=', NAME)
      .where('paused', '=', true)
      .executeTakeFirst();
    return row ?? null;
  }

  /** True when this call closed the door; false when it was closed already. */
  async close(reason: string): Promise<boolean> {
    const probeIn = (strikes: ReturnType<typeof sql<number>>) =>
      sql<Date>`now() + make_interval(secs => least(${LONGEST_PROBE_S}, ${FIRST_PROBE_S} * power(2, ${strikes} - 1)))`;
    const strikes = sql<number>`(case when door.since > now() - make_interval(secs => ${FORGOTTEN_AFTER_S}) then door.strikes + 1 else 1 end)`;
    const row = await this.#db
      .insertInto('door')
      .values({
        name: NAME,
        paused: true,
        reason,
        since: sql<Date>`now()`,
        strikes: 1,
        probe_at: probeIn(sql<number>`1`),
        changed_by: 'worker',
      })
      .onConflict((on) =>
        on
          .column('name')
          .doUpdateSet({
            paused: true,
            reason,
            since: sql<Date>`now()`,
            strikes,
            probe_at: probeIn(strikes),
            changed_by: 'worker',
          })
          .where('door.paused', '=', false),
      )
      .returning('name')
      .executeTakeFirst();
    return row !== undefined;
  }

  /** True for the one caller whose turn it is to find out whether the door is open again. */
  async takeProbe(): Promise<boolean> {
    const row = await this.#db
      .updateTable('door')
      .set({
        probe_at: sql<Date>`now() + make_interval(secs => least(${LONGEST_PROBE_S}, ${FIRST_PROBE_S} * power(2, strikes - 1)))`,
      })
      .where('name', '=', NAME)
      .where('paused', '=', true)
      .where('probe_at', '<=', sql<Date>`now()`)
      .returning('name')
      .executeTakeFirst();
    return row !== undefined;
  }

  /** True when it was closed. */
  async open(by: string): Promise<boolean> {
    const row = await this.#db
      .updateTable('door')
      .set({ paused: false, changed_by: by })
      .where('name', '=', NAME)
      .where('paused', '=', true)
      .returning('name')
      .executeTakeFirst();
    return row !== undefined;
  }
}
