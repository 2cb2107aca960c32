import { describe, expect, it } from 'vitest';
import type { Article } from '../knowledge/article.ts';
import { createMacrosSource } from './macros.ts';

const MACRO = {
  id: 25,
  title: 'Refunds::Sent',
  active: true,
  actions: [
    { field: 'status', value: 'solved' },
    { field: 'comment_value', value: ['channel:all', 'Hi {{ticket.requester.first_name}}, we have sent it.'] },
  ],
  restriction: null,
  url: 'https://kettleandpine.example/api/v2/macros/25.json',
  updated_at: '2026-02-01T00:00:00Z',
};

async function read(...macros: object[]): Promise<Article[]> {
  const transport = { send: async () => ({ json: { macros, meta: { has_more: false } }, at: null }) };
  return Array.fromAsync(createMacrosSource({ transport, locale: 'en' }).articles());
}

describe('macros as a source', () => {
  it('gives what a macro says to the customer, as internal knowledge, without placeholders', async () => {
    expect(await read(MACRO)).toEqual([
      {
        id: '25',
        source: 'macros',
        title: 'Refunds > Sent',
        locale: 'en',
        visibility: 'internal',
        section: null,
        url: MACRO.url,
        format: 'markdown',
        body: 'Hi …, we have sent it.',
        updatedAt: new Date('2026-02-01T00:00:00Z'),
      },
    ]);
  });

  it('prefers the rich form, and leaves out silent, inactive and personal macros', async () => {
    const rich = {
      ...MACRO,
      id: 1,
      actions: [...MACRO.actions, { field: 'comment_value_html', value: '<p>We have sent it.</p>' }],
    };
    const silent = { ...MACRO, id: 2, actions: [{ field: 'status', value: 'open' }] };
    const own = { ...MACRO, id: 3, restriction: { type: 'User', id: 1 } };
    const found = await read(rich, silent, own, { ...MACRO, id: 4, active: false });
    expect(found.map(({ id, format, body }) => [id, format, body])).toEqual([['1', 'html', '<p>We have sent it.</p>']]);
  });
});
