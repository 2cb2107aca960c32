import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NotFound } from '../platform/errors.ts';
import type { InstalledFields } from './directory.ts';
import { toComment, toPerson, toTicket, ZendeskComment, ZendeskTicket, ZendeskUser } from './map.ts';

const fields: InstalledFields = new Map([['intent', { id: 7, options: new Set(['ai_intent__refund_request']) }]]);
const context = { baseUrl: 'https://kettleandpine.zendesk.example/', fields };

const bare = {
  id: 5158,
  subject: null,
  status: 'new',
  priority: null,
  requester_id: 84,
  assignee_id: null,
  group_id: null,
  brand_id: null,
  tags: [],
  custom_fields: [
    { id: 7, value: 'ai_intent__refund_request' },
    { id: 8, value: ['a', 'b'] },
    { id: 9, value: true },
  ],
  via: { channel: 'web' },
  created_at: '2026-01-08T14:25:30Z',
  updated_at: '2026-01-08T14:25:31Z',
};
const comment = { id: 1, author_id: 84, public: true, created_at: '2026-01-08T14:25:30Z' };

describe('toTicket', () => {
  it('reads a ticket that has nothing set', () => {
    const ticket = toTicket(ZendeskTicket.parse(bare), context);
    expect(ticket).toMatchObject({
      subject: '',
      priority: null,
      assigneeId: null,
      updatedStamp: '2026-01-08T14:25:31Z',
    });
    expect(ticket.url).toBe('https://kettleandpine.zendesk.example/agent/tickets/5158');
  });

  it('gives the values of our own fields without their prefix, and no others', () => {
    expect(toTicket(ZendeskTicket.parse(bare), context).fields).toEqual({ intent: 'refund_request' });
  });

  it('takes a deleted ticket for one that is not there', () => {
    expect(() => toTicket(ZendeskTicket.parse({ ...bare, status: 'deleted' }), context)).toThrow(NotFound);
  });
});

describe('toComment', () => {
  it('prefers the plain text, mends its blanks, and falls back where it is empty', () => {
    const text = (given: object) => toComment(ZendeskComment.parse({ ...comment, ...given })).text;
    expect(text({ plain_body: 'Dear&nbsp;all', body: 'x' })).toBe('Dear all');
    expect(text({ plain_body: '', body: 'Old ticket' })).toBe('Old ticket');
    expect(text({})).toBe('');
  });
});

describe('toPerson', () => {
  it('counts unknown roles as customers and unproven addresses as unverified', () => {
    expect(toPerson(ZendeskUser.parse({ id: 1, role: 'light_agent' }))).toMatchObject({
      role: 'end-user',
      verified: false,
      email: null,
    });
  });
});

const recorded = new URL('../../../shared/specs/zendesk-recorded/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, recorded), 'utf8'));

describe.skipIf(!existsSync(recorded))('answers recorded from a real account', () => {
  it('fit the shapes we ask for', () => {
    expect(toTicket(z.object({ ticket: ZendeskTicket }).parse(read('GET-ticket')).ticket, context).status).toBe(
      'solved',
    );
    expect(
      z
        .object({ comments: z.array(ZendeskComment) })
        .parse(read('GET-ticket_comments'))
        .comments.map(toComment),
    ).toHaveLength(2);
    expect(toPerson(z.object({ user: ZendeskUser }).parse(read('GET-user')).user)).toMatchObject({
      role: 'end-user',
      locale: 'en-US',
    });
  });
});
