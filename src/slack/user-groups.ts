import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { cachedByKey } from './cached-by-key.ts';
import { callSlack, type SlackClient } from './web-client.ts';

const Members = z.object({ users: z.array(z.string()).default([]) });
const Groups = z.object({
  usergroups: z
    .array(z.object({ id: z.string(), handle: z.string().optional(), name: z.string().optional() }))
    .default([]),
});

const MAX_AGE_MS = 2 * 60_000;
const ALL = 'all';

export interface UserGroups {
  /** Asked of Slack, never read from what a press carries. */
  membersOf(groupId: string): Promise<readonly string[]>;
  nameOf(groupId: string): Promise<string>;
}

export function isGroup(id: string): boolean {
  return id.startsWith('S');
}

export function createUserGroups(client: SlackClient, clock: Clock): UserGroups {
  const names = cachedByKey(clock, MAX_AGE_MS, async () => {
    const answer = Groups.parse(await callSlack('usergroups.list', () => client.usergroups.list()));
    return new Map(answer.usergroups.map(({ id, handle, name }) => [id, name ?? handle ?? id]));
  });
  return {
    membersOf: cachedByKey(clock, MAX_AGE_MS, async (usergroup) => {
      const call = () => client.usergroups.users.list({ usergroup });
      return Members.parse(await callSlack('usergroups.users.list', call)).users;
    }),
    nameOf: async (groupId) => (await names(ALL)).get(groupId) ?? groupId,
  };
}
