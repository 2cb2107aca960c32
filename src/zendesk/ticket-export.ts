import { z } from 'zod';
import type { ChangedTicket, TicketExport } from '../tickets/ticket-export.ts';
import { pagesOf, readShape } from './pages.ts';
import type { ZendeskTransport } from './transport.ts';

// Everything but these three is left unread: one odd ticket among a thousand must not stop the sweep.
const Row = z.object({ id: z.number().int(), updated_at: z.iso.datetime({ offset: true }), status: z.string() });
const ExportAnswer = z.object({ tickets: z.array(Row), after_cursor: z.string().min(1), end_of_stream: z.boolean() });
const SearchAnswer = z.object({ results: z.array(Row) });

const OVER = new Set(['solved', 'closed', 'deleted']);
/** Zendesk refuses to begin less than a minute ago. */
const YOUNGEST_START_MS = 120_000;
/** Search ends at a thousand results. */
const SEARCH_PAGES = 10;

export function createTicketExport(transport: ZendeskTransport): TicketExport {
  return {
    async changed({ cursor, since }) {
      const query = cursor === null ? { start_time: startOf(since) } : { cursor };
      const path = `/api/v2/incremental/tickets/cursor.json?${new URLSearchParams(query)}`;
      const answer = await transport.send({ method: 'GET', path, mayBeRefused: true });
      const page = readShape(path, ExportAnswer, answer.json);
      return { tickets: page.tickets.map(toChanged), cursor: page.after_cursor, atEnd: page.end_of_stream };
    },

    async open(since) {
      const query = `type:ticket status<solved updated>=${since.toISOString().replace(/\.\d+/, '')}`;
      const path = `/api/v2/search.json?${new URLSearchParams({ query, sort_by: 'updated_at', sort_order: 'desc' })}`;
      const found: ChangedTicket[] = [];
      let pages = 0;
      for await (const page of pagesOf(transport, { path, schema: SearchAnswer })) {
        found.push(...page.data.results.map(toChanged));
        pages += 1;
        if (pages >= SEARCH_PAGES) break;
      }
      return found;
    },
  };
}

function startOf(since: Date): string {
  return String(Math.floor(Math.min(since.getTime(), Date.now() - YOUNGEST_START_MS) / 1_000));
}

function toChanged(row: z.infer<typeof Row>): ChangedTicket {
  return { ticketId: row.id, changedAt: new Date(row.updated_at), isOpen: !OVER.has(row.status) };
}
