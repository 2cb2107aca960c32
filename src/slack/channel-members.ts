import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { callSlack, type SlackClient } from './web-client.ts';

const Members = z.object({
  members: z.array(z.string()).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).nullish(),
});

const MAX_AGE_MS = 2 * 60_000;
/** Slack's advice for one page. */
const MEMBERS_PAGE = 200;

export interface Membership {
  isMember(channel: string, userId: string): Promise<boolean>;
  membersOf(channel: string): Promise<readonly string[]>;
}

/** Who has just joined is looked for again; who is known to be in is not. */
export function createMembership(client: SlackClient, clock: Clock): Membership {
  const held = new Map<string, { members: Set<string>; until: number }>();
  const loading = new Map<string, Promise<Set<string>>>();
  async function loadOnce(channel: string): Promise<Set<string>> {
    try {
      const members = await loadMembers(client, channel);
      held.set(channel, { members, until: clock.now().getTime() + MAX_AGE_MS });
      return members;
    } finally {
      loading.delete(channel);
    }
  }
  /** Fifty who press at once wait for one look. */
  function load(channel: string): Promise<Set<string>> {
    const running = loading.get(channel) ?? loadOnce(channel);
    loading.set(channel, running);
    return running;
  }
  const fresh = (channel: string): Set<string> | null => {
    const known = held.get(channel);
    return known && clock.now().getTime() < known.until ? known.members : null;
  };
  return {
    isMember: async (channel, userId) => fresh(channel)?.has(userId) || (await load(channel)).has(userId),
    membersOf: async (channel) => [...(fresh(channel) ?? (await load(channel)))],
  };
}

async function loadMembers(client: SlackClient, channel: string): Promise<Set<string>> {
  const members = new Set<string>();
  let cursor = '';
  do {
    const asked = { channel, limit: MEMBERS_PAGE };
    const call = () => client.conversations.members(cursor === '' ? asked : { ...asked, cursor });
    const page = Members.parse(await callSlack('conversations.members', call));
    for (const id of page.members) members.add(id);
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return members;
}
