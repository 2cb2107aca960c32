import { z } from 'zod';
import type { WriteProof } from '../tickets/helpdesk.ts';
import { pagesOf } from './pages.ts';
import type { ZendeskTransport } from './transport.ts';
import { AuditEvents, AuditTime, toProof } from './write-ticket.ts';

const Marked = z.object({ custom: z.object({ deskhand: z.object({ marker: z.string() }) }) });
const Audits = z.object({
  audits: z.array(
    z.object({ id: z.number().int(), events: AuditEvents, created_at: AuditTime, metadata: z.unknown() }),
  ),
});

/**
 * Looks through the ticket's whole history for our marker. "Not there" is said only after the last page: anything that cannot be
 * read throws. No sort parameter is sent, because Zendesk documents none for audits and a refused one would block every retry.
 */
export async function findWrite(
  transport: ZendeskTransport,
  ticketId: number,
  marker: string,
): Promise<WriteProof | null> {
  const path = `/api/v2/tickets/${ticketId}/audits.json?page[size]=100`;
  for await (const page of pagesOf(transport, { path, schema: Audits })) {
    const audit = page.data.audits.findLast((each) => markerOf(each.metadata) === marker);
    if (audit) return toProof(audit);
  }
  return null;
}

/** Other apps write into `custom` too, in any shape: whatever is not ours is no marker. */
function markerOf(metadata: unknown): string | null {
  const parsed = Marked.safeParse(metadata);
  return parsed.success ? parsed.data.custom.deskhand.marker : null;
}
