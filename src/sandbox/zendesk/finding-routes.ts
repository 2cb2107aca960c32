import { type Answer, badRequest, ok } from './answers.ts';
import type { Ticket } from './entities.ts';
import type { Call, Route } from './router.ts';
import { matchesQuery } from './search-query.ts';
import type { State } from './state.ts';
import { ticketJson } from './ticket-json.ts';

/** [documented] Since October 2024 an export leaves out what changed in the last minute. */
const EXPORT_LAG_MS = 60_000;
const SEARCH_PAGE = 100;
/** [documented] Search ends at a thousand results. */
const LAST_SEARCH_PAGE = 10;

/** The ways to find tickets without being told: search, and the export that a sweep reads. */
export function findingRoutes(state: State): Route[] {
  return [
    { method: 'GET', path: '/search', handle: (call) => search(state, call) },
    { method: 'GET', path: '/incremental/tickets/cursor', admin: true, handle: (call) => exportTickets(state, call) },
  ];
}

function search(state: State, call: Call): Answer {
  const page = Number.parseInt(call.query.get('page') ?? '1', 10) || 1;
  if (page > LAST_SEARCH_PAGE) {
    return { status: 422, body: { error: 'invalid', description: 'Number of results exceeds 1000' } };
  }
  const query = call.query.get('query') ?? '';
  const found = [...state.tickets.values()].filter((ticket) => matchesQuery(state, ticket, query));
  found.sort((left, right) => right.updatedAt - left.updatedAt || right.id - left.id);
  const results = found.slice((page - 1) * SEARCH_PAGE, page * SEARCH_PAGE);
  const next = new URLSearchParams({ query, page: String(page + 1) });
  return ok({
    results: results.map((ticket) => ({ ...ticketJson(state, ticket), result_type: 'ticket' })),
    facets: null,
    next_page: page * SEARCH_PAGE < found.length ? `${state.baseUrl}/api/v2/search.json?${next}` : null,
    previous_page: null,
    count: found.length,
  });
}

/** [documented] `start_time` once, then the opaque cursor; kept when the end is reached, to be asked again later. */
function exportTickets(state: State, call: Call): Answer {
  const position = readPosition(call);
  if (!position) return badRequest('InvalidValue', 'Give start_time (a Unix time) or the cursor of the answer before');
  const size = Math.min(1_000, Number.parseInt(call.query.get('per_page') ?? '1000', 10) || 1_000);
  const due = dueTickets(state, position);
  const tickets = due.slice(0, size);
  const last = tickets.at(-1);
  const cursor = last ? encode({ at: last.updatedAt, id: last.id }) : encode(position);
  return ok({
    tickets: tickets.map((ticket) => ticketJson(state, ticket)),
    after_cursor: cursor,
    after_url: `${state.baseUrl}/api/v2/incremental/tickets/cursor.json?cursor=${cursor}`,
    before_cursor: null,
    before_url: null,
    end_of_stream: tickets.length === due.length,
  });
}

type Position = { at: number; id: number };

function dueTickets(state: State, position: Position): Ticket[] {
  const newest = state.clock() - EXPORT_LAG_MS;
  const isDue = ({ updatedAt, id }: Ticket) =>
    updatedAt <= newest && (updatedAt > position.at || (updatedAt === position.at && id > position.id));
  const due = [...state.tickets.values()].filter(isDue);
  return due.sort((left, right) => left.updatedAt - right.updatedAt || left.id - right.id);
}

function readPosition(call: Call): Position | undefined {
  const cursor = call.query.get('cursor');
  if (cursor) {
    const match = /^(\d+)\.(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
    return match ? { at: Number(match[1]), id: Number(match[2]) } : undefined;
  }
  const start = Number.parseInt(call.query.get('start_time') ?? '', 10);
  return Number.isNaN(start) ? undefined : { at: start * 1_000, id: 0 };
}

function encode({ at, id }: Position): string {
  return Buffer.from(`${at}.${id}`).toString('base64url');
}
