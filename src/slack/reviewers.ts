import type { Clock } from '../platform/clock.ts';
import type { Actor } from '../review/review.ts';
import type { ReviewerLink } from '../review/reviewer-links.ts';
import type { RiskClass } from '../review/risk-class.ts';
import { cachedByKey } from './cached-by-key.ts';
import { called } from './card-blocks.ts';
import { createMembership } from './channel-members.ts';
import type { Identity } from './identity.ts';
import type { Presser } from './press.ts';
import { actorOf, loadUser, nameOf, problemWith, type SlackUser } from './slack-user.ts';
import { createUserGroups, isGroup } from './user-groups.ts';
import type { SlackClient } from './web-client.ts';

export interface ReviewerRules {
  /** Ids of people and user groups; empty: everybody in the channel, which suits small teams with a private one. */
  approvers: readonly string[];
  /** Where money or access moves; empty: the approvers. */
  moneyApprovers: readonly string[];
  leads: readonly string[];
  linkRequired: boolean;
}

export interface ReviewerDeps {
  /** The interactive client. */
  client: SlackClient;
  identity: () => Promise<Identity>;
  channelRefusal: (channel: string) => Promise<string | null>;
  rules: ReviewerRules;
  linkOf: (slackId: string) => Promise<ReviewerLink | null>;
  clock: Clock;
}

export type Right = { may: true; actor: Actor } | { may: false; because: string };
/** What somebody wants to do: decide something ordinary or weighty, or run the desk. */
export type Need = RiskClass | 'lead';

export interface Reviewers {
  may(presser: Presser, channel: string, need: Need): Promise<Right>;
  /** People and groups that a question may be put to, with names. */
  candidates(channel: string, need: Need): Promise<{ id: string; name: string }[]>;
  /** Whether this id is the person, or a group they are in. */
  covers(id: string, userId: string): Promise<boolean>;
}

/** Somebody who leaves the company cannot press any more, so a few minutes of memory are safe. */
const MAX_AGE_MS = 2 * 60_000;
/** What a menu of Slack holds. */
const MOST_CANDIDATES = 50;

/**
 * Says whether a person may decide, and who they are. Seeing a card is no right: guests, bots and people of other companies can be in
 * a channel, and a workspace admin gets nothing by being one. Everything is asked of Slack and of our rows, nothing of the press.
 */
export function createReviewers(deps: ReviewerDeps): Reviewers {
  const findUser = cachedByKey(deps.clock, MAX_AGE_MS, (userId) => loadUser(deps.client, userId));
  const groups = createUserGroups(deps.client, deps.clock);
  const membership = createMembership(deps.client, deps.clock);
  async function chosen(list: readonly string[], userId: string): Promise<boolean> {
    if (list.includes(userId)) return true;
    const members = await Promise.all(list.filter(isGroup).map((id) => groups.membersOf(id)));
    return members.some((ids) => ids.includes(userId));
  }
  return {
    async may(presser, channel, need) {
      const list = listFor(deps.rules, need);
      const [identity, user, channelProblem, isChosen, link] = await Promise.all([
        deps.identity(),
        findUser(presser.userId),
        deps.channelRefusal(channel),
        list.length === 0 ? membership.isMember(channel, presser.userId) : chosen(list, presser.userId),
        need === 'weighty' && deps.rules.linkRequired ? deps.linkOf(presser.userId) : null,
      ]);
      const because =
        channelProblem ??
        problemWith(user, presser, identity) ??
        (isChosen ? null : notChosen(list)) ??
        (need === 'weighty' && deps.rules.linkRequired ? problemWithLink(user, link) : null);
      if (because === null && user) return { may: true, actor: actorOf(user) };
      return { may: false, because: because ?? 'Slack does not know you' };
    },
    covers: (id, userId) => chosen([id], userId),
    async candidates(channel, need) {
      const list = listFor(deps.rules, need);
      const ids = list.length > 0 ? list : await membership.membersOf(channel);
      const { botUserId } = await deps.identity();
      const others = ids.filter((id) => id !== botUserId).slice(0, MOST_CANDIDATES);
      const found = await Promise.all(
        others.map(async (id) => {
          if (isGroup(id)) return { id, name: `@${await groups.nameOf(id)}` };
          const user = await findUser(id);
          return user && user.deleted !== true && user.is_bot !== true ? { id, name: nameOf(user) } : null;
        }),
      );
      return found.filter((candidate) => candidate !== null);
    },
  };
}

/** An empty list falls back on the next wider one. */
function listFor({ approvers, moneyApprovers, leads }: ReviewerRules, need: Need): readonly string[] {
  if (need === 'ordinary') return approvers;
  const money = moneyApprovers.length > 0 ? moneyApprovers : approvers;
  return need === 'lead' && leads.length > 0 ? leads : money;
}

function notChosen(list: readonly string[]): string {
  if (list.length === 0) return 'only members of this channel decide';
  return `this is decided by ${list.flatMap((id) => called(id) ?? []).join(', ')}`;
}

/** Exactly the address of the link, today: whoever can change an address in Slack must not become somebody else by it. */
function problemWithLink(user: SlackUser | null, link: ReviewerLink | null): string | null {
  const howTo = `Ask an administrator to run ./scripts/pin-reviewer ${user?.id ?? ''}`.trim();
  if (!link) return `money and access need a linked helpdesk agent, and your Slack account is not linked. ${howTo}`;
  if (user?.profile?.email?.toLowerCase() !== link.email)
    return `your e-mail address in Slack is not the one you were linked with. ${howTo} again`;
  return null;
}
