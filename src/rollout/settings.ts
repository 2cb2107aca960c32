import { type Generated, type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../platform/database.ts';
import { ROLLOUT_MODES, type RolloutMode } from '../tickets/intent.ts';

type SettingTables = {
  setting: { name: string; value: unknown; changed_by: string; changed_at: Generated<Date> };
};

const Modes = z.record(z.string(), z.enum(ROLLOUT_MODES));

/** What operators switch while the product runs. */
export interface Settings {
  /** The kill switch: nothing is sent to customers and no action is proposed; people get every case. */
  paused: boolean;
  /** Rollout mode per intent label, where it differs from prompts/intents.yaml. */
  modes: Readonly<Record<string, RolloutMode>>;
}

/** Read at the start of each turn, so a switch takes effect with the next message in every process. */
export class SettingStore {
  readonly #db: Kysely<SettingTables>;

  constructor(database: Database) {
    this.#db = database.sql.withTables<SettingTables>();
  }

  async load(): Promise<Settings> {
    const rows = await this.#db.selectFrom('setting').select(['name', 'value']).execute();
    const values = new Map(rows.map((row) => [row.name, row.value]));
    return { paused: z.boolean().parse(values.get('paused') ?? false), modes: Modes.parse(values.get('modes') ?? {}) };
  }

  async set(name: keyof Settings, value: boolean | Record<string, RolloutMode>, changedBy: string): Promise<void> {
    const row = { value: JSON.stringify(value), changed_by: changedBy };
    await this.#db
      .insertInto('setting')
      .values({ name, ...row })
      .onConflict((on) => on.column('name').doUpdateSet({ ...row, changed_at: sql<Date>`now()` }))
      .execute();
  }
}
