import { type Answer, badRequest } from './answers.ts';
import type { Call } from './router.ts';

type Listing<T> = { items: T[]; name: string; toJson: (item: T) => Record<string, unknown>; url: string };

export type Page<T> = { items: T[]; body: Record<string, unknown> };

const LARGEST_PAGE = 100;
/** [documented] Offset paging ends at a hundred pages. */
const LAST_OFFSET_PAGE = 100;

/** [documented] Cursor paging when `page[size]` or a cursor is asked for, offset paging otherwise. */
export function paginate<T>(call: Call, listing: Listing<T>): Page<T> | Answer {
  const wantsCursor = ['page[size]', 'page[after]', 'page[before]'].some((name) => call.query.has(name));
  return wantsCursor ? cursorPage(call, listing) : offsetPage(call, listing);
}

export function isAnswer<T>(page: Page<T> | Answer): page is Answer {
  return 'status' in page;
}

function cursorPage<T>(call: Call, listing: Listing<T>): Page<T> | Answer {
  const size = clampSize(call.query.get('page[size]'));
  const after = call.query.get('page[after]');
  const start = after ? decodeCursor(after) : 0;
  if (start === undefined) return badRequest('InvalidCursor', 'page[after] is not a cursor of this listing');
  const items = listing.items.slice(start, start + size);
  const hasMore = start + size < listing.items.length;
  const cursor = items.length > 0 ? encodeCursor(start + items.length) : null;
  const next = new URLSearchParams(call.query);
  next.set('page[size]', String(size));
  next.set('page[after]', cursor ?? '');
  const body = {
    [listing.name]: items.map(listing.toJson),
    meta: { has_more: hasMore, after_cursor: cursor, before_cursor: items.length > 0 ? encodeCursor(start) : null },
    links: { next: hasMore ? `${listing.url}?${next}` : null, prev: null },
  };
  return { items, body };
}

function offsetPage<T>(call: Call, listing: Listing<T>): Page<T> | Answer {
  const size = clampSize(call.query.get('per_page'));
  const page = Math.max(1, Number.parseInt(call.query.get('page') ?? '1', 10) || 1);
  if (page > LAST_OFFSET_PAGE) return badRequest('InvalidPaginationDepth', 'Offset pages end at 100; use cursors.');
  const items = listing.items.slice((page - 1) * size, page * size);
  const link = (to: number) => {
    const query = new URLSearchParams(call.query);
    query.set('page', String(to));
    return `${listing.url}?${query}`;
  };
  const body = {
    [listing.name]: items.map(listing.toJson),
    next_page: page * size < listing.items.length ? link(page + 1) : null,
    previous_page: page > 1 ? link(page - 1) : null,
    count: listing.items.length,
    page,
    per_page: size,
    page_count: Math.ceil(listing.items.length / size),
  };
  return { items, body };
}

function clampSize(text: string | null): number {
  const asked = Number.parseInt(text ?? '', 10);
  return Number.isNaN(asked) ? LARGEST_PAGE : Math.min(LARGEST_PAGE, Math.max(1, asked));
}

function encodeCursor(position: number): string {
  return Buffer.from(`p:${position}`).toString('base64url');
}

function decodeCursor(cursor: string): number | undefined {
  const match = /^p:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  return match ? Number(match[1]) : undefined;
}
