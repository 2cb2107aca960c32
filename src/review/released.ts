import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { EFFECT_PAYLOADS, type EffectHandler, type PlannedEffect } from '../effects/effect.ts';
import { GiveUp } from '../platform/errors.ts';
import { canonical } from './review.ts';
import type { ReviewTables } from './review-store.ts';

type ReleasedKind = 'tool_run' | 'public_reply';

function hashOf(payload: unknown): string {
  return createHash('sha256').update(canonical(payload)).digest('hex');
}

/** What a decision released, as hashes by key. Written with the decision. */
export function releasedBy(planned: readonly PlannedEffect[]): Record<string, string> {
  return Object.fromEntries(
    planned
      .filter(({ kind }) => kind === 'tool_run' || kind === 'public_reply')
      .map(({ key, kind, payload }) => [key, hashOf(EFFECT_PAYLOADS[kind].parse(payload))]),
  );
}

/** Puts a check in front of a handler: what is carried out is byte by byte what the decision released, or nothing is done. */
export function onlyAsReleased<K extends ReleasedKind>(
  handler: EffectHandler<K>,
  db: Kysely<ReviewTables>,
): EffectHandler<K> {
  return {
    find: (effect) => handler.find(effect),
    async perform(effect) {
      // Without a decision it is policy's own; the handler has its gate for that.
      if (effect.decisionId !== null) {
        const released = await releasedOf(db, effect.decisionId);
        if (released[effect.key] !== hashOf(effect.payload))
          throw new GiveUp('This differs from what was approved, so it was not done. Somebody changed the database.');
      }
      return handler.perform(effect);
    },
  };
}

async function releasedOf(db: Kysely<ReviewTables>, decisionId: number): Promise<Record<string, string>> {
  const row = await db.selectFrom('decision').select('released').where('id', '=', decisionId).executeTakeFirst();
  return z.record(z.string(), z.string()).parse(row?.released ?? {});
}
