import { z } from 'zod';
import { NotFound } from '../platform/errors.ts';
import type { Actor } from '../review/review.ts';
import type { Identity } from './identity.ts';
import type { Presser } from './press.ts';
import { callSlack, type SlackClient } from './web-client.ts';

const User = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  real_name: z.string().optional(),
  name: z.string().optional(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  is_email_confirmed: z.boolean().optional(),
  enterprise_user: z.object({ enterprise_id: z.string().optional() }).optional(),
  profile: z.object({ email: z.string().optional(), real_name: z.string().optional() }).optional(),
});
export type SlackUser = z.infer<typeof User>;

export async function loadUser(client: SlackClient, userId: string): Promise<SlackUser | null> {
  try {
    const answer = await callSlack('users.info', () => client.users.info({ user: userId }));
    return User.parse(answer.user);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

/** Why this account decides nothing, whoever it belongs to. */
export function problemWith(user: SlackUser | null, presser: Presser, identity: Identity): string | null {
  if (!user) return 'Slack does not know you';
  if (user.deleted === true) return 'your Slack account is deactivated';
  if (user.is_bot === true) return 'apps cannot decide';
  if (user.is_restricted === true || user.is_ultra_restricted === true) return 'guests cannot decide';
  if (user.is_stranger === true || !isOurs(user, presser, identity)) return 'you belong to another Slack workspace';
  if (user.is_email_confirmed === false) return 'your e-mail address is not confirmed in Slack';
  return null;
}

function isOurs(user: SlackUser, presser: Presser, { teamId, enterpriseId }: Identity): boolean {
  if (enterpriseId !== null && user.enterprise_user?.enterprise_id === enterpriseId) return true;
  return user.team_id === teamId && (presser.teamId === null || presser.teamId === teamId);
}

export function nameOf(user: SlackUser): string {
  return user.real_name ?? user.profile?.real_name ?? user.name ?? user.id;
}

export function actorOf(user: SlackUser): Actor {
  return { kind: 'slack', id: user.id, name: nameOf(user), email: user.profile?.email?.toLowerCase() ?? null };
}
