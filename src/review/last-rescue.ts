import { type QueryExecutorProvider, sql } from 'kysely';
import { parseActor } from './actor.ts';
import type { Rescue, RescueKind } from './review.ts';

/** The newest thing that somebody did about a failed step, for the card and for whoever comes second. */
export async function lastRescue(db: QueryExecutorProvider, reviewId: number): Promise<Rescue | null> {
  const { rows } = await sql<{ kind: RescueKind; actor: unknown; at: Date }>`
    select kind, actor, at from review_rescue where review_id = ${reviewId} order by id desc limit 1
  `.execute(db);
  const [row] = rows;
  return row ? { kind: row.kind, actor: parseActor(row.actor), at: row.at } : null;
}
