import { z } from 'zod';
import { GiveUp } from '../platform/errors.ts';
import { lostAnswer } from './failure.ts';
import type { ZendeskAnswer, ZendeskTransport } from './transport.ts';

const Paging = z.object({
  meta: z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() }).nullish(),
  links: z.object({ next: z.string().nullish() }).nullish(),
  next_page: z.string().nullish(),
});

export interface Page<T> {
  data: T;
  at: Date | null;
}

export interface Listing<S extends z.ZodType> {
  /** With `page[size]`, so that Zendesk pages by cursor. */
  path: string;
  schema: S;
}

/** Far beyond any listing we read; reached only when paging goes in circles. */
const MAX_PAGES = 1_000;

/** Every page of a listing, one request each. An answer of the wrong shape throws: it must never look like an end. */
export async function* pagesOf<S extends z.ZodType>(
  transport: ZendeskTransport,
  listing: Listing<S>,
): AsyncGenerator<Page<z.infer<S>>> {
  let path: string | null = listing.path;
  for (let count = 0; path !== null; count += 1) {
    if (count >= MAX_PAGES) throw new GiveUp(`Zendesk's pages of ${nameOf(listing.path)} do not end`);
    const answer: ZendeskAnswer = await transport.send({ method: 'GET', path });
    yield { data: readShape(listing.path, listing.schema, answer.json), at: answer.at };
    path = nextPath(path, readShape(listing.path, Paging, answer.json));
  }
}

/** Checks an answer of a GET against what we need of it. */
export function readShape<S extends z.ZodType>(path: string, schema: S, json: unknown): z.infer<S> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const call = { method: 'GET', pathname: nameOf(path) };
  throw lostAnswer(call, `Zendesk answered GET ${nameOf(path)} in an unknown shape:\n${z.prettifyError(parsed.error)}`);
}

/** Archived tickets answer without `meta`; what then counts is `next_page`, and without it the page is the whole. */
function nextPath(path: string, paging: z.infer<typeof Paging>): string | null {
  if (!paging.meta) return paging.next_page ?? null;
  if (!paging.meta.has_more) return null;
  if (paging.links?.next) return paging.links.next;
  if (!paging.meta.after_cursor)
    throw lostAnswer({ method: 'GET', pathname: nameOf(path) }, `Zendesk has more of ${nameOf(path)} but no way to it`);
  const [pathname = '', query] = path.split('?');
  const next = new URLSearchParams(query);
  next.set('page[after]', paging.meta.after_cursor);
  return `${pathname}?${next}`;
}

function nameOf(path: string): string {
  return path.split('?')[0] ?? path;
}
