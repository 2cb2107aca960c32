import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { FIELD_KEYS, type FieldKey } from '../tickets/helpdesk.ts';
import { cached } from './cached.ts';
import { createNodeZendesk } from './node-zendesk.ts';
import { readShape } from './pages.ts';
import type { ZendeskTransport } from './transport.ts';

/** One of our own fields as it is installed. `options` is null for a field that takes any text. */
export interface InstalledField {
  id: number;
  options: ReadonlySet<string> | null;
}
export type InstalledFields = ReadonlyMap<FieldKey, InstalledField>;

/** What changes rarely in an account and is looked up once. */
export interface Directory {
  fields(): Promise<InstalledFields>;
  /** Null, with one warning, for a group that does not exist. */
  findGroup(name: string): Promise<number | null>;
  ownUserId(): Promise<number>;
  findAgentByEmail(email: string): Promise<number | null>;
}

const TicketFields = z.array(
  z.object({
    id: z.number().int(),
    title: z.string(),
    active: z.boolean().nullish(),
    custom_field_options: z.array(z.object({ value: z.string() })).nullish(),
  }),
);
const Groups = z.array(z.object({ id: z.number().int(), name: z.string(), deleted: z.boolean().nullish() }));
const Me = z.object({ id: z.number().int().positive(), role: z.string() });
const Users = z.array(
  z.object({
    id: z.number().int(),
    email: z.string().nullish(),
    role: z.string(),
    active: z.boolean().nullish(),
    suspended: z.boolean().nullish(),
  }),
);

/** Long enough to cost nothing, short enough that a newly made group or field is found without a restart. */
const MAX_AGE_MS = 10 * 60_000;
/** Keeps quotes and blanks out of the search query. */
const EMAIL = /^[^\s"<>]+@[^\s"<>]+$/;

export function createDirectory(options: {
  baseUrl: string;
  transport: ZendeskTransport;
  clock: Clock;
  log: Log;
}): Directory {
  const client = createNodeZendesk(options);
  const warnOnce = createWarnOnce(options.log);
  const fields = cached(options.clock, MAX_AGE_MS, async () => {
    return pickFields(
      readShape('/api/v2/ticket_fields.json', TicketFields, await client.ticketfields.list()),
      warnOnce,
    );
  });
  const groups = cached(options.clock, MAX_AGE_MS, async () => {
    return readShape('/api/v2/groups.json', Groups, await client.groups.list()).filter(
      (group) => group.deleted !== true,
    );
  });
  const me = cached(options.clock, Number.POSITIVE_INFINITY, async () => {
    return readShape('/api/v2/users/me.json', Me, (await client.users.me()).result);
  });
  return {
    fields,
    ownUserId: async () => (await me()).id,
    async findGroup(name) {
      const found = (await groups()).find((group) => group.name.toLowerCase() === name.toLowerCase());
      if (!found)
        warnOnce(
          `The Zendesk group "${name}" does not exist: tickets keep the group they have. Create it, or correct intents.yaml.`,
        );
      return found?.id ?? null;
    },
    async findAgentByEmail(email) {
      if (!EMAIL.test(email)) return null;
      const found = await client.users.search({ query: `email:"${email}"` });
      return pickAgent(readShape('/api/v2/users/search.json', Users, found), email);
    },
  };
}

function pickFields(found: z.infer<typeof TicketFields>, warnOnce: (words: string) => void): InstalledFields {
  const installed = new Map<FieldKey, InstalledField>();
  for (const key of FIELD_KEYS) {
    const title = `Deskhand ${key}`;
    const field = found.find((each) => each.title.toLowerCase() === title.toLowerCase() && each.active !== false);
    if (!field) {
      warnOnce(
        `The Zendesk ticket field "${title}" is not installed: that value goes into the note and the tags only.`,
      );
      continue;
    }
    const options = field.custom_field_options?.map((option) => option.value) ?? null;
    installed.set(key, { id: field.id, options: options && new Set(options) });
  }
  return installed;
}

/** The search also finds near matches and former staff: a reply goes out under a name only when it is exactly that agent's. */
function pickAgent(users: z.infer<typeof Users>, email: string): number | null {
  const wanted = email.toLowerCase();
  const agent = users.find((user) => {
    const isStaff = user.role === 'agent' || user.role === 'admin';
    return isStaff && user.email?.toLowerCase() === wanted && user.active !== false && user.suspended !== true;
  });
  return agent?.id ?? null;
}

function createWarnOnce(log: Log): (words: string) => void {
  const said = new Set<string>();
  return (words) => {
    if (said.has(words)) return;
    said.add(words);
    log.warn(words);
  };
}
