import type { Kysely } from 'kysely';
import type { PlannedEffect } from '../effects/effect.ts';
import { cardRefresh } from './open-review.ts';
import type { ReviewTables } from './review-store.ts';

/**
 * Somebody sent a draft back and asked for a new one, and none came of it that could be shown. Their card still promises one, so it has
 * to say what happened instead.
 */
export async function noteRedraftEnded(
  trx: Kysely<ReviewTables>,
  { turnId, why }: { turnId: number; why: string },
): Promise<PlannedEffect[]> {
  const rejected = await trx
    .selectFrom('review')
    .select(['id', 'round'])
    .where('turn_id', '=', turnId)
    .where('state', '=', 'rejected')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (!rejected) return [];
  const closed_reason = `No new draft for you to see: ${why} The ticket waits for a person.`;
  await trx.updateTable('review').set({ closed_reason }).where('id', '=', rejected.id).execute();
  return [cardRefresh(rejected.id, `redraft-ended-${rejected.round}`)];
}
