import type { Group, Macro, TicketField, User } from './entities.ts';
import type { Ids } from './ids.ts';
import type { AgentOption, ZendeskOptions } from './options.ts';

type People = { ids: Ids; groups: Group[]; now: number };

export function seedGroups(options: ZendeskOptions, ids: Ids, now: number): Group[] {
  return options.groups.map((name) => ({ id: ids.next(), name, createdAt: now }));
}

export function seedUsers(options: ZendeskOptions, people: People): Map<number, User> {
  const agents = options.agents.map((agent) => toAgent(agent, people));
  const customers = options.endUsers.map(
    (person): User => ({
      id: people.ids.next(),
      name: person.name,
      email: person.email,
      role: 'end-user',
      locale: person.locale,
      verified: person.verified,
      isBot: false,
      tags: person.tags ?? [],
      groupIds: [],
      createdAt: people.now,
    }),
  );
  return new Map([...agents, ...customers].map((user) => [user.id, user]));
}

function toAgent(agent: AgentOption, { ids, groups, now }: People): User {
  const memberOf = groups.filter((group) => agent.groups?.includes(group.name) ?? true);
  return {
    id: agent.id ?? ids.next(),
    name: agent.name,
    email: agent.email,
    role: agent.role ?? 'agent',
    locale: 'en-US',
    verified: true,
    isBot: agent.isBot ?? false,
    tags: [],
    groupIds: memberOf.map((group) => group.id),
    createdAt: now,
  };
}

/** The fields Deskhand writes; on a real account an administrator creates them once. Agents may edit each. */
export function seedFields(intentLabels: string[], ids: Ids, now: number): TicketField[] {
  const tagger = (key: string, values: readonly string[]): TicketField => ({
    id: ids.next(),
    title: `Deskhand ${key}`,
    key,
    type: 'tagger',
    options: values.map((value) => `ai_${key}__${value}`),
    optionNames: new Map(),
    agentDescription: null,
    active: true,
    createdAt: now,
  });
  if (intentLabels.length === 0) return [];
  return [
    tagger('intent', intentLabels),
    tagger('confidence', ['high', 'medium', 'low']),
    tagger('urgency', ['low', 'normal', 'high', 'urgent']),
    tagger('sentiment', ['very_positive', 'positive', 'neutral', 'negative', 'very_negative']),
    tagger('language', ['en', 'nl', 'de', 'fr', 'es', 'it', 'pt', 'pl', 'sv', 'da', 'other']),
  ];
}

/** [seen] Every account begins with macros like these. */
export function seedMacros(ids: Ids, now: number): Macro[] {
  const macro = (title: string, status: Macro['status'], comment: string): Macro => ({
    id: ids.next(),
    title,
    status,
    comment,
    createdAt: now,
  });
  return [
    macro('Close and redirect to topics', 'solved', 'Please have a look at our help center, where we answer this.'),
    macro('Customer not responding', 'pending', 'We have not heard from you and wonder whether you still need help.'),
  ];
}
