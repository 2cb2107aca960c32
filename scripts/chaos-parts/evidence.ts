import type { BackofficeSandbox } from '../../src/sandbox/backoffice-server.ts';
import type { Change } from '../../src/sandbox/slack/records.ts';
import type { SlackSandbox } from '../../src/sandbox/slack-server.ts';
import type { Write } from '../../src/sandbox/zendesk/options.ts';
import type { ZendeskSandbox } from '../../src/sandbox/zendesk-server.ts';

/** What really happened outside, as the other sides remember it. Nothing here comes from our own database. */
export interface Evidence {
  tickets: TicketHistory[];
  cards: Card[];
  /** What simulated reviewers pressed, and what they were told. */
  presses: PressMade[];
  refunds: { orderNumber: string; at: number }[];
}

export interface TicketHistory {
  ticketId: number;
  /** The order that the ticket's customer asks money back for; null for other tickets. */
  refundOrder: string | null;
  writes: TicketWrite[];
}

/** One accepted change of a ticket. */
export interface TicketWrite {
  at: number;
  by: 'customer' | 'colleague' | 'bot';
  comment: 'public' | 'private' | null;
  /** Ours, from the metadata of the bot's writes, for example "update:17:4711". */
  marker: string | null;
}

export interface Card {
  ts: string;
  review: number;
  ticketId: number;
  postedAt: number;
  /** As the card says at the end. */
  state: 'open' | 'approved' | 'edited' | 'rejected' | 'superseded' | 'expired';
  /** True when approving releases a refund. */
  releasesRefund: boolean;
  withdrawn: boolean;
}

export interface PressMade {
  review: number;
  ticketId: number;
  kind: 'approve' | 'edit' | 'reject';
  at: number;
  /** Told that it counts, told that it does not, or no answer at all. */
  told: 'taken' | 'refused' | 'nothing';
}

interface Sources {
  zendesk: ZendeskSandbox;
  slack: SlackSandbox;
  backoffice: BackofficeSandbox;
  botId: number;
  presses: readonly PressMade[];
  refundOrders: ReadonlyMap<number, string>;
}

export function gatherEvidence(sources: Sources): Evidence {
  const { zendesk, slack, backoffice, presses, refundOrders } = sources;
  const byTicket = Map.groupBy(zendesk.history(), (write) => write.ticketId);
  return {
    tickets: [...byTicket].map(([ticketId, writes]) => ({
      ticketId,
      refundOrder: refundOrders.get(ticketId) ?? null,
      writes: writes.map((write) => toTicketWrite(write, sources.botId)),
    })),
    cards: cardsOf(slack.history()),
    presses: [...presses],
    refunds: backoffice.refunds().map(({ orderNumber, createdAt }) => ({ orderNumber, at: createdAt.getTime() })),
  };
}

function toTicketWrite({ at, source, actorId, audit }: Write, botId: number): TicketWrite {
  const comment = audit.events.find((event) => event.type === 'Comment');
  const kind = comment?.comment.public ? 'public' : 'private';
  return {
    at,
    by: writerOf({ source, isBot: actorId === botId }),
    comment: comment === undefined ? null : kind,
    marker: markerOf(audit.custom),
  };
}

function writerOf({ source, isBot }: { source: Write['source']; isBot: boolean }): TicketWrite['by'] {
  if (source === 'customer') return 'customer';
  return isBot ? 'bot' : 'colleague';
}

function markerOf(custom: Record<string, unknown>): string | null {
  const own = custom['deskhand'];
  return typeof own === 'object' && own !== null && 'marker' in own ? String(own.marker) : null;
}

export function cardsOf(changes: readonly Change[]): Card[] {
  const cards = new Map<string, Card>();
  for (const { kind, message, at } of changes) {
    if (message?.metadata?.event_type !== 'review_card') continue;
    const before = cards.get(message.ts);
    const said = readCard(message.text);
    cards.set(message.ts, {
      ts: message.ts,
      review: Number(message.metadata.event_payload['review']),
      ticketId: said?.ticketId ?? before?.ticketId ?? 0,
      postedAt: before?.postedAt ?? at,
      state: said?.state ?? before?.state ?? 'open',
      releasesRefund: before?.releasesRefund ?? JSON.stringify(message.blocks).includes('Refund '),
      withdrawn: kind === 'message_deleted',
    });
  }
  return [...cards.values()];
}

const STATES = ['approved', 'edited', 'rejected', 'superseded', 'expired'] as const;

function readCard(text: string): Pick<Card, 'ticketId' | 'state'> | null {
  const ticketId = Number(/on ticket (\d+)/.exec(text)?.[1]);
  if (Number.isNaN(ticketId)) return null;
  const said = /on ticket \d+: (\w+)/.exec(text)?.[1];
  return { ticketId, state: STATES.find((state) => state === said) ?? 'open' };
}
