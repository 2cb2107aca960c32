import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RetryLater } from '../platform/errors.ts';
import { pagesOf } from './pages.ts';
import type { ZendeskTransport } from './transport.ts';

/** Gives these answers in turn and remembers what was asked. */
function scripted(...answers: object[]): { transport: ZendeskTransport; asked: string[] } {
  const asked: string[] = [];
  const send: ZendeskTransport['send'] = async ({ path }) => {
    asked.push(path);
    return { json: answers[asked.length - 1], at: null };
  };
  return { transport: { send }, asked };
}

async function read(transport: ZendeskTransport): Promise<number[]> {
  const pages = await Array.fromAsync(
    pagesOf(transport, { path: '/x.json?page[size]=2', schema: z.object({ items: z.array(z.number()) }) }),
  );
  return pages.flatMap((page) => page.data.items);
}

describe('pagesOf', () => {
  it('follows the next link while there is more', async () => {
    const { transport, asked } = scripted(
      { items: [1], meta: { has_more: true }, links: { next: '/x.json?next' } },
      { items: [2], meta: { has_more: false }, links: { next: '/x.json?again' } },
    );
    expect(await read(transport)).toEqual([1, 2]);
    expect(asked).toEqual(['/x.json?page[size]=2', '/x.json?next']);
  });

  it('builds the next address from the cursor when there is no link', async () => {
    const { transport, asked } = scripted(
      { items: [1], meta: { has_more: true, after_cursor: 'abc=' } },
      { items: [2], meta: { has_more: false } },
    );
    expect(await read(transport)).toEqual([1, 2]);
    expect(new URL(asked[1]!, 'http://x').searchParams.get('page[after]')).toBe('abc=');
  });

  it('reads listings that page by number', async () => {
    const { transport } = scripted({ items: [1], next_page: '/x.json?page=2' }, { items: [2], next_page: null });
    expect(await read(transport)).toEqual([1, 2]);
  });

  it('throws when there is more but no way to it, or when the answer is no listing', async () => {
    await expect(read(scripted({ items: [1], meta: { has_more: true } }).transport)).rejects.toThrow(RetryLater);
    await expect(read(scripted({ error: 'odd' }).transport)).rejects.toThrow(RetryLater);
  });
});
