import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { NotFound } from '../platform/errors.ts';
import type { Actor } from '../review/review.ts';
import { cachedByKey } from './cached-by-key.ts';
import { mention } from './card-blocks.ts';
import { createMembership } from './channel-members.ts';
import type { Identity } from './identity.ts';
import type { Presser } from './press.ts';
import { callSlack, type SlackClient } from './web-client.ts';

export interface ReviewerDeps {
  /** The interactive client. */
  client: SlackClient;
  identity: () => Promise<Identity>;
  channelRefusal: (channel: string) => Promise<string | null>;
  /** Slack user ids; or everybody who is a member of the channel, which suits small teams with a private one. */
  approvers: readonly string[] | 'channel members';
  clock: Clock;
}

export type Right = { may: true; actor: Actor } | { may: false; because: string };
export type Reviewers = (presser: Presser, channel: string) => Promise<Right>;

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
type User = z.infer<typeof User>;

/** Somebody who leaves the company cannot press any more, so a few minutes of memory are safe. */
const MAX_AGE_MS = 10 * 60_000;

/**
 * Says whether a person may decide, and who they are. Seeing a card is no right: guests, bots and people of other companies can be in
 * a channel, and a workspace admin gets nothing by being one.
 */
export function createReviewers(deps: ReviewerDeps): Reviewers {
  const findUser = cachedByKey(deps.clock, MAX_AGE_MS, (userId) => loadUser(deps.client, userId));
  const isMember = createMembership(deps.client, deps.clock);
  return async (presser, channel) => {
    const [identity, user, channelProblem, member] = await Promise.all([
      deps.identity(),
      findUser(presser.userId),
      deps.channelRefusal(channel),
      deps.approvers === 'channel members' ? isMember(channel, presser.userId) : null,
    ]);
    const because =
      channelProblem ?? problemWith(user, presser, identity) ?? notChosen(deps.approvers, presser.userId, member);
    return because === null && user
      ? { may: true, actor: actorOf(user) }
      : { may: false, because: because ?? 'Slack does not know you' };
  };
}

async function loadUser(client: SlackClient, userId: string): Promise<User | null> {
  try {
    const answer = await callSlack('users.info', () => client.users.info({ user: userId }));
    return User.parse(answer.user);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

function problemWith(user: User | null, presser: Presser, identity: Identity): string | null {
  if (!user) return 'Slack does not know you';
  if (user.deleted === true) return 'your Slack account is deactivated';
  if (user.is_bot === true) return 'apps cannot decide';
  if (user.is_restricted === true || user.is_ultra_restricted === true) return 'guests cannot decide';
  if (user.is_stranger === true || !isOurs(user, presser, identity)) return 'you belong to another Slack workspace';
  if (user.is_email_confirmed === false) return 'your e-mail address is not confirmed in Slack';
  return null;
}

function isOurs(user: User, presser: Presser, { teamId, enterpriseId }: Identity): boolean {
  if (enterpriseId !== null && user.enterprise_user?.enterprise_id === enterpriseId) return true;
  return user.team_id === teamId && (presser.teamId === null || presser.teamId === teamId);
}

function notChosen(approvers: ReviewerDeps['approvers'], userId: string, member: boolean | null): string | null {
  if (approvers === 'channel members') return member === true ? null : 'only members of this channel decide';
  if (approvers.includes(userId)) return null;
  return `this is decided by ${approvers.flatMap((id) => mention(id) ?? []).join(', ')}`;
}

function actorOf(user: User): Actor {
  const name = user.real_name ?? user.profile?.real_name ?? user.name ?? user.id;
  return { kind: 'slack', id: user.id, name, email: user.profile?.email?.toLowerCase() ?? null };
}
