import { z } from 'zod';
import type { Actor } from './review.ts';

const ActorRow = z.object({
  kind: z.enum(['slack', 'console', 'policy']),
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
});

export function parseActor(value: unknown): Actor {
  return ActorRow.parse(value);
}

/** How an actor stands in the audit. */
export function actorLine(actor: Actor): string {
  return actor.kind === 'policy' ? 'policy' : `${actor.kind}:${actor.id} ${actor.name}`;
}
