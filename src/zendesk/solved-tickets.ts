import { z } from 'zod';
import { pagesOf } from './pages.ts';
import type { ZendeskTransport } from './transport.ts';

const Answer = z.object({ results: z.array(z.object({ id: z.number().int(), status: z.string() })) });

/** Search ends at a thousand results: ten pages. */
const MOST_PAGES = 10;

/** Ids of solved and closed tickets that changed since then, the latest first, at most `most`. */
export async function findSolvedTickets(
  transport: ZendeskTransport,
  { since, most }: { since: Date; most: number },
): Promise<number[]> {
  const query = `type:ticket status>=solved updated>=${since.toISOString().slice(0, 10)}`;
  const path = `/api/v2/search.json?${new URLSearchParams({ query, sort_by: 'updated_at', sort_order: 'desc' })}`;
  const found: number[] = [];
  let pages = 0;
  for await (const { data } of pagesOf(transport, { path, schema: Answer })) {
    found.push(...data.results.map(({ id }) => id));
    pages += 1;
    if (pages >= MOST_PAGES || found.length >= most) break;
  }
  return found.slice(0, most);
}
