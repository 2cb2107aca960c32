import { describe, expect, it } from 'vitest';
import { readDelivery, withoutOwnChange } from './payloads.ts';

function read(value: unknown) {
  const body = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  return readDelivery(body, Buffer.concat([Buffer.from('2026-01-08T14:25:30Z'), body]));
}

const event = {
  account_id: 22129848,
  id: '0a1b2c3d-0000-4000-8000-000000000001',
  type: 'zen:event-type:ticket.comment_added',
  subject: 'zen:ticket:5158',
  detail: { id: '5158', actor_id: '84', assignee_id: '', organization_id: null, tags: 'a b' },
  event: { comment: { id: '9' } },
};

describe('withoutOwnChange', () => {
  const by = (actorId: string, comment: unknown = { author: { is_staff: true } }) =>
    read({ ...event, detail: { ...event.detail, actor_id: actorId }, event: { comment } });

  it('ignores what our own user wrote, and nothing that others wrote', () => {
    expect(withoutOwnChange(by('84'), 84).ignored).toBe('Deskhand made this change itself.');
    expect(withoutOwnChange(by('85'), 84).ignored).toBeNull();
  });

  it('ignores the fields that our own write sets, and reads what an agent corrects in them', () => {
    const field = { custom_field: { id: '7', title: 'Deskhand intent' }, current: { value: 'x' }, previous: null };
    const changed = { ...event, type: 'zen:event-type:ticket.custom_field_changed', event: field };
    const ofActor = (id: string) => read({ ...changed, detail: { ...event.detail, actor_id: id } });
    const [own, agent] = [ofActor('84'), ofActor('85')];
    expect(withoutOwnChange(own, 84).ignored).toBe('Deskhand made this change itself.');
    expect(withoutOwnChange(agent, 84).ignored).toBeNull();
    expect(agent.changed).not.toBeNull();
  });

  it('reads the ticket when nobody knows yet who we are', () => {
    expect(withoutOwnChange(by('84'), null).ignored).toBeNull();
  });

  it('does not lose a customer whose ticket or comment came in through our user', () => {
    expect(withoutOwnChange(by('84', { author: { is_staff: false } }), 84).ignored).toBeNull();
    const created = read({ ...event, type: 'zen:event-type:ticket.created' });
    expect(withoutOwnChange(created, 84).ignored).toBeNull();
  });
});

describe('readDelivery', () => {
  it.each([
    [{ priority: 'URGENT' }, {}],
    [{ priority: null, subject: 'EMERGENCY', description: 'It is urgent, please call right now please' }, {}],
    [{ priority: 'NORMAL' }, { comment: { body: 'This is an emergency, answer immediately' } }],
  ])('knows who should overtake: %j %j', (detail, words) => {
    expect(read({ ...event, detail: { ...event.detail, ...detail }, event: words }).urgent).toBe(true);
  });

  it('does not fail on hints of another shape', () => {
    expect(read({ ...event, detail: { ...event.detail, subject: 7 }, event: 'x' })).toMatchObject({ ticketId: 5158 });
  });

  it('takes ids as strings, as Zendesk sends them', () => {
    expect(read(event)).toEqual({
      eventId: event.id,
      kind: 'ticket.comment_added',
      ticketId: 5158,
      actorId: 84,
      accountId: '22129848',
      fromCustomer: false,
      urgent: false,
      ignored: null,
      changed: null,
    });
  });

  it('ignores field and tag changes, which our own updates cause too', () => {
    expect(read({ ...event, type: 'zen:event-type:ticket.tags_changed' }).ignored).toContain('ticket.tags_changed');
  });

  it('reads a change of one of our fields, and ignores those of anybody else', () => {
    const type = 'zen:event-type:ticket.custom_field_changed';
    const change = (title: string) => ({
      custom_field: { id: '31', title, type: 'DROP_DOWN' },
      current: { value: 'ai_intent__cancel_order' },
      previous: { value: 'ai_intent__order_status' },
    });
    expect(read({ ...event, type, event: change('Deskhand intent') })).toMatchObject({
      ignored: null,
      changed: { field: 'intent', value: 'cancel_order', previous: 'order_status' },
    });
    expect(read({ ...event, type, event: change('Colour') })).toMatchObject({ changed: null });
    expect(read({ ...event, type, event: change('Colour') }).ignored).not.toBeNull();
    const checkbox = { ...change('Deskhand intent'), current: { value: true } };
    expect(read({ ...event, type, event: checkbox })).toMatchObject({ changed: null });
  });

  it('passes types nobody has heard of through as ignored', () => {
    expect(read({ ...event, type: 'zen:event-type:brand.new_thing' })).toMatchObject({
      kind: 'brand.new_thing',
      ticketId: null,
    });
    expect(read({ ...event, type: 'zen:event-type:brand.new_thing' }).ignored).not.toBeNull();
  });

  it('ignores a ticket event with an empty ticket id', () => {
    expect(read({ ...event, detail: { id: '', actor_id: '' } })).toMatchObject({
      ticketId: null,
      ignored: 'The event names no ticket.',
    });
  });

  it('reads trigger bodies with the ticket id as number or text', () => {
    for (const ticket_id of [5158, '5158']) {
      expect(read({ ticket_id, trigger: 'New message' })).toMatchObject({
        kind: 'trigger',
        ticketId: 5158,
        accountId: null,
        ignored: null,
      });
    }
  });

  it('gives a trigger body the same event id for the same signed bytes only', () => {
    expect(read({ ticket_id: 1 }).eventId).toBe(read({ ticket_id: 1 }).eventId);
    expect(read({ ticket_id: 1 }).eventId).not.toBe(read({ ticket_id: 2 }).eventId);
  });

  it('says what to do about a trigger body that customer text has broken', () => {
    const broken = read('{"ticket_id": 5158, "text": "she said "hello""}');
    expect(broken).toMatchObject({ kind: 'unreadable', ticketId: null });
    expect(broken.ignored).toContain('ids only');
  });

  it('survives what is no event at all', () => {
    for (const odd of [
      '',
      'null',
      '[]',
      '"x"',
      '{"ticket_id":"1; drop table"}',
      '{"ticket_id":1e300}',
      '['.repeat(400_000),
    ]) {
      expect(read(odd).kind).toBe('unreadable');
    }
  });

  it('refuses event ids that a text column cannot hold', () => {
    expect(read({ ...event, id: 'a\u0000b' }).kind).toBe('unreadable');
    expect(read({ ...event, id: 'x'.repeat(5_000) }).kind).toBe('unreadable');
  });

  it('is not fooled by keys that mean something to JavaScript', () => {
    expect(read('{"__proto__":{"ticket_id":7},"constructor":{"ticket_id":8}}').kind).toBe('unreadable');
  });
});
