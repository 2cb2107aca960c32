import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { FakeAccount } from './account.fake.ts';

const SPECS = new URL('../../../../shared/specs/', import.meta.url);
const isThere = existsSync(new URL('zendesk-support.yaml', SPECS));

/** The published files allow almost no null and are wrong in that: a ticket recorded from a real account breaks them. */
// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document of any shape
function relax(schema: any): any {
  if (Array.isArray(schema)) return schema.map(relax);
  if (schema === null || typeof schema !== 'object') return schema;
  const { nullable, example, format, readOnly, writeOnly, discriminator, xml, ...rest } = schema;
  const relaxed = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, relax(value)]));
  if (typeof rest.type === 'string') relaxed['type'] = [rest.type, 'null'];
  if (Array.isArray(rest.enum)) relaxed['enum'] = [...rest.enum, null];
  return relaxed;
}

function readSchemas(file: string): (name: string) => ValidateFunction {
  const document = parse(readFileSync(new URL(file, SPECS), 'utf8'), { maxAliasCount: -1 });
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: 'spec', components: relax(document.components) });
  return (name) => ajv.compile({ $ref: `spec#/components/schemas/${name}` });
}

describe.skipIf(!isThere)('answers fit the published OpenAPI files (skipped where ../shared/specs is absent)', () => {
  let account: FakeAccount;
  let ticketId = 0;
  const support = isThere ? readSchemas('zendesk-support.yaml') : undefined;
  const helpCenter = isThere ? readSchemas('zendesk-help-center.yaml') : undefined;

  beforeAll(async () => {
    account = await FakeAccount.start();
    ticketId = account.write().id;
    const comment = { html_body: '<p>note</p>', public: false };
    await account.call('PUT', `/tickets/${ticketId}`, {
      ticket: { priority: 'high', type: 'question', tags: ['a'], comment },
    });
    account.tick(90);
  });

  afterAll(() => account.sandbox.close());

  it.each([
    ['/tickets/ID.json', 'TicketResponse'],
    ['/tickets.json', 'TicketsResponse'],
    ['/tickets/show_many.json?ids=ID', 'TicketsResponse'],
    ['/tickets/ID/comments.json', 'TicketCommentsResponse'],
    ['/tickets/ID/comments.json?page[size]=1', 'TicketCommentsResponse'],
    ['/tickets/ID/audits.json', 'TicketAuditsResponseNoneCursor'],
    ['/tickets/ID/tags.json', 'TagsByObjectIdResponse'],
    ['/search.json?query=type:ticket', 'SearchResponse'],
    ['/incremental/tickets/cursor.json?start_time=0', 'CursorBasedExportIncrementalTicketsResponse'],
    ['/users/me.json', 'CurrentUserResponse'],
    ['/users/search.json?query=email:ada@example.com', 'UsersResponse'],
    ['/groups.json', 'GroupsResponse'],
    ['/ticket_fields.json', 'TicketFieldsResponse'],
    ['/brands.json', 'BrandsResponse'],
    ['/custom_statuses.json', 'CustomStatusesResponse'],
  ])('GET %s', async (path, schema) => {
    const { status, body } = await account.call('GET', path.replace('ID', String(ticketId)));
    const validate = support!(schema);
    expect(status).toBe(200);
    expect(validate(body) ? [] : validate.errors).toEqual([]);
  });

  it.each([
    ['/help_center/en-us/articles.json', 'ArticlesResponse'],
    ['/help_center/en-us/articles/360012340001.json', 'ArticleResponse'],
    ['/help_center/en-us/sections.json', 'SectionsResponse'],
    ['/help_center/en-us/categories.json', 'CategoriesResponse'],
    ['/help_center/user_segments.json', 'UserSegmentsResponse'],
    ['/help_center/articles/search.json?query=days', 'ArticleSearchResponse'],
  ])('GET %s', async (path, schema) => {
    const { status, body } = await account.call('GET', path);
    const validate = helpCenter!(schema);
    expect(status).toBe(200);
    expect(validate(body) ? [] : validate.errors).toEqual([]);
  });

  it('PUT ticket', async () => {
    const { body } = await account.call('PUT', `/tickets/${ticketId}.json`, { ticket: { status: 'pending' } });
    const validate = support!('TicketUpdateResponse');
    expect(validate(body) ? [] : validate.errors).toEqual([]);
  });

  it('has every field of a recorded ticket, user, group, comment and webhook', async () => {
    const recorded = (name: string) =>
      JSON.parse(readFileSync(new URL(`zendesk-recorded/${name}.json`, SPECS), 'utf8'));
    // Only accounts with legacy ratings and other add-ons have these.
    const optional = ['satisfaction_probability', 'chat_only', 'authentication'];
    const missing = (real: object, ours: object) =>
      Object.keys(real).filter((key) => !(key in ours) && !optional.includes(key));
    const ticket = (await account.call('GET', `/tickets/${ticketId}.json`)).body.ticket;
    expect(missing(recorded('GET-ticket').ticket, ticket)).toEqual([]);
    const comment = (await account.call('GET', `/tickets/${ticketId}/comments.json`)).body.comments[0];
    expect(missing(recorded('GET-ticket_comments').comments[0], comment)).toEqual([]);
    const user = (await account.call('GET', '/users/me.json')).body.user;
    expect(missing(recorded('GET-user').user, user)).toEqual([]);
    const group = (await account.call('GET', '/groups.json')).body.groups[0];
    expect(missing(recorded('GET-groups').groups[0], group)).toEqual([]);
    const webhook = { name: 'x', endpoint: 'http://127.0.0.1:9/x', subscriptions: ['zen:event-type:ticket.created'] };
    const made = (await account.call('POST', '/webhooks', { webhook })).body.webhook;
    expect(missing(recorded('GET-webhook').webhook, made)).toEqual([]);
  });

  it('notices a wrong answer, so that a green run means something', () => {
    expect(support!('TicketResponse')({ ticket: { requester_id: 'not a number' } })).toBe(false);
    expect(helpCenter!('ArticleResponse')({ article: { title: 7, locale: 'en-us', permission_group_id: 1 } })).toBe(
      false,
    );
  });
});
