import { z } from 'zod';
import { pagesOf } from '../pages.ts';
import type { ZendeskTransport } from '../transport.ts';

const Option = z.object({ id: z.number().int().nullish(), name: z.string(), value: z.string() });
const Field = z.object({
  id: z.number().int(),
  title: z.string(),
  type: z.string(),
  active: z.boolean().nullish(),
  agent_description: z.string().nullish(),
  custom_field_options: z.array(Option).nullish(),
});
export type StandingField = z.infer<typeof Field>;

const Webhook = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullish(),
  endpoint: z.string(),
  status: z.string(),
  subscriptions: z.array(z.string()).nullish(),
});
export type StandingWebhook = z.infer<typeof Webhook>;

const Trigger = z.object({
  id: z.number().int(),
  title: z.string(),
  description: z.string().nullish(),
  active: z.boolean().nullish(),
  conditions: z.unknown(),
  actions: z.array(z.object({ field: z.string(), value: z.unknown() })),
});
export type StandingTrigger = z.infer<typeof Trigger>;

/** What an account has now of the kinds that we set up. */
export interface Standing {
  fields: StandingField[];
  webhooks: StandingWebhook[];
  triggers: StandingTrigger[];
  groups: string[];
}

const Fields = z.object({ ticket_fields: z.array(Field) });
const Webhooks = z.object({ webhooks: z.array(Webhook) });
const Triggers = z.object({ triggers: z.array(Trigger) });
const Groups = z.object({ groups: z.array(z.object({ name: z.string(), deleted: z.boolean().nullish() })) });

export async function readStanding(transport: ZendeskTransport): Promise<Standing> {
  const [fields, webhooks, triggers, groups] = await Promise.all([
    readFields(transport),
    readWebhooks(transport),
    all(transport, '/api/v2/triggers.json?page[size]=100', Triggers, ({ triggers }) => triggers),
    readGroups(transport),
  ]);
  return { fields, webhooks, triggers, groups };
}

export function readFields(transport: ZendeskTransport): Promise<StandingField[]> {
  return all(transport, '/api/v2/ticket_fields.json?page[size]=100', Fields, ({ ticket_fields }) => ticket_fields);
}

export function readWebhooks(transport: ZendeskTransport): Promise<StandingWebhook[]> {
  return all(transport, '/api/v2/webhooks?page[size]=100', Webhooks, ({ webhooks }) => webhooks);
}

export async function readGroups(transport: ZendeskTransport): Promise<string[]> {
  const groups = await all(transport, '/api/v2/groups.json?page[size]=100', Groups, ({ groups }) => groups);
  return groups.filter((group) => group.deleted !== true).map((group) => group.name);
}

async function all<S extends z.ZodType, T>(
  transport: ZendeskTransport,
  path: string,
  schema: S,
  pick: (page: z.infer<S>) => T[],
): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pagesOf(transport, { path, schema })) found.push(...pick(page.data));
  return found;
}
