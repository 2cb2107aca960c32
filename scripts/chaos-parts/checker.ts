import type { Card, Evidence, PressMade, TicketHistory, TicketWrite } from './evidence.ts';

/**
 * Counts what must never happen, from the histories of the other sides alone. Pure. A ticket may break more than one rule; each
 * breach says where it was found, so that the log of that ticket can be read.
 */

export const RULES = {
  answeredTwice: 'answered twice',
  noteTwice: 'note twice',
  cardTwice: 'card twice',
  refundTwice: 'refund twice',
  decisionLost: 'decision lost',
  decisionTwice: 'decision applied twice',
  botAfterHuman: 'bot after human',
  staleAnswer: 'done on an older message',
  undecided: 'done without a decision',
  ticketLost: 'ticket lost',
} as const;
export type Rule = keyof typeof RULES;

export interface Breach {
  rule: Rule;
  ticketId: number;
  what: string;
}

export function check(evidence: Evidence): Breach[] {
  return [
    ...evidence.tickets.flatMap((ticket) => [
      ...publicOrder(ticket),
      ...notesTwice(ticket),
      ...markersTwice(ticket),
      ...staleAnswers(ticket),
      ...lost(ticket),
    ]),
    ...cardsTwice(evidence.cards),
    ...refunds(evidence),
    ...staleRefunds(evidence),
    ...decisions(evidence),
  ];
}

export function countBreaches(breaches: readonly Breach[]): Record<Rule, number> {
  const counts = Object.fromEntries(Object.keys(RULES).map((rule) => [rule, 0])) as Record<Rule, number>;
  for (const { rule } of breaches) counts[rule] += 1;
  return counts;
}

const isPublic = (write: TicketWrite): boolean => write.comment === 'public';
const kindOf = (write: TicketWrite): string => write.marker?.split(':')[0] ?? '';
/** The note of a turn, or what stands in its place when the turn could not be worked on. */
const isNote = (write: TicketWrite): boolean => write.by === 'bot' && ['update', 'failed'].includes(kindOf(write));

/** What the bot says in public must follow a customer's message, never a colleague's word or its own. */
function publicOrder({ ticketId, writes }: TicketHistory): Breach[] {
  const said = writes.filter(isPublic);
  return said.flatMap((write, index): Breach[] => {
    const before = said[index - 1];
    if (write.by !== 'bot' || before?.by === 'customer') return [];
    const what = `reply ${write.marker} follows ${before === undefined ? 'nothing' : `a public comment of a ${before.by}`}`;
    return [{ rule: before?.by === 'bot' ? 'answeredTwice' : 'botAfterHuman', ticketId, what }];
  });
}

/** For each customer message, one note at most. */
function notesTwice({ ticketId, writes }: TicketHistory): Breach[] {
  const breaches: Breach[] = [];
  let notes = 0;
  for (const write of writes) {
    if (write.by === 'customer' && isPublic(write)) notes = 0;
    if (!isNote(write)) continue;
    notes += 1;
    if (notes > 1) breaches.push({ rule: 'noteTwice', ticketId, what: `note ${write.marker} is number ${notes}` });
  }
  return breaches;
}

/** Every other write of ours carries a key of its own: twice the same key is twice the same write. */
function markersTwice({ ticketId, writes }: TicketHistory): Breach[] {
  const rest = writes.filter((write) => write.by === 'bot' && !isNote(write));
  return [...Map.groupBy(rest, (write) => write.marker)].flatMap(([marker, same]): Breach[] => {
    if (same.length < 2) return [];
    return [
      {
        rule: RULE_OF_MARKER[marker?.split(':')[0] ?? ''] ?? 'noteTwice',
        ticketId,
        what: `${marker} stands there ${same.length} times`,
      },
    ];
  });
}

const RULE_OF_MARKER: Readonly<Record<string, Rule>> = { reply: 'answeredTwice', rejected: 'decisionTwice' };

/** A reply belongs to the message its note was written for: turn and message stand in the key. */
function staleAnswers({ ticketId, writes }: TicketHistory): Breach[] {
  const baseOf = new Map<string, TicketWrite | undefined>();
  let newest: TicketWrite | undefined;
  const breaches: Breach[] = [];
  for (const write of writes) {
    if (write.by === 'customer' && isPublic(write)) newest = write;
    const turn = write.marker?.split(':').slice(1).join(':') ?? '';
    if (isNote(write)) baseOf.set(turn, newest);
    if (write.by !== 'bot' || !isPublic(write) || !baseOf.has(turn)) continue;
    if (baseOf.get(turn) !== newest)
      breaches.push({ rule: 'staleAnswer', ticketId, what: `${write.marker} ignores a newer message` });
  }
  return breaches;
}

/** A customer message that nobody of the team answered must at least have its note. */
function lost({ ticketId, writes }: TicketHistory): Breach[] {
  const asked = writes.findLastIndex((write) => write.by === 'customer' && isPublic(write));
  if (asked < 0) return [];
  const after = writes.slice(asked + 1);
  const seen = after.some((write) => isNote(write) || (isPublic(write) && write.by !== 'customer'));
  return seen
    ? []
    : [{ rule: 'ticketLost', ticketId, what: 'the newest customer message has neither note nor answer' }];
}

function cardsTwice(cards: readonly Card[]): Breach[] {
  const standing = cards.filter((card) => !card.withdrawn);
  return [...Map.groupBy(standing, (card) => card.review)].flatMap(([review, same]): Breach[] =>
    same.length < 2
      ? []
      : [{ rule: 'cardTwice', ticketId: same[0]?.ticketId ?? 0, what: `review ${review} has ${same.length} cards` }],
  );
}

function refunds({ refunds: made, tickets, presses }: Evidence): Breach[] {
  return [...Map.groupBy(made, (refund) => refund.orderNumber)].flatMap(([order, same]): Breach[] => {
    const ticketId = tickets.find((ticket) => ticket.refundOrder === order)?.ticketId ?? 0;
    const breaches: Breach[] = [];
    if (same.length > 1)
      breaches.push({ rule: 'refundTwice', ticketId, what: `order ${order} was refunded ${same.length} times` });
    const released = presses.some(
      (press) => press.ticketId === ticketId && press.kind !== 'reject' && press.told !== 'refused',
    );
    if (!released) breaches.push({ rule: 'undecided', ticketId, what: `nobody released the refund of order ${order}` });
    return breaches;
  });
}

/** Money that moves well after somebody wrote moves on a ticket that nobody approved. */
function staleRefunds({ refunds: made, tickets, cards }: Evidence): Breach[] {
  return made.flatMap(({ orderNumber, at }): Breach[] => {
    const ticket = tickets.find(({ refundOrder }) => refundOrder === orderNumber);
    const card = cards.findLast((each) => each.ticketId === ticket?.ticketId && each.postedAt < at);
    const newer = ticket?.writes.find(
      (write) =>
        isPublic(write) && write.by !== 'bot' && write.at > (card?.postedAt ?? at) && write.at < at - LOOK_TO_WRITE,
    );
    if (!ticket || !newer) return [];
    return [{ rule: 'staleAnswer', ticketId: ticket.ticketId, what: `refund after a newer message of a ${newer.by}` }];
  });
}

/** No compare-and-swap joins Zendesk and the back office: a message in these seconds, with a worker asleep in them, is not seen. */
const LOOK_TO_WRITE = 10_000;

function decisions(evidence: Evidence): Breach[] {
  const tickets = new Map(evidence.tickets.map((ticket) => [ticket.ticketId, ticket]));
  const byReview = Map.groupBy(evidence.presses, (press) => press.review);
  return evidence.cards
    .filter((card) => !card.withdrawn)
    .flatMap((card): Breach[] => {
      const ticket = tickets.get(card.ticketId);
      const presses = byReview.get(card.review) ?? [];
      return ticket ? decisionOf({ card, ticket, presses, refunds: evidence.refunds }) : [];
    });
}

interface Decided {
  card: Card;
  ticket: TicketHistory;
  presses: readonly PressMade[];
  refunds: Evidence['refunds'];
}

function decisionOf({ card, ticket, presses, refunds: made }: Decided): Breach[] {
  const taken = presses.filter((press) => press.told === 'taken');
  const breaches: Breach[] = [];
  const add = (rule: Rule, what: string): void => {
    breaches.push({ rule, ticketId: ticket.ticketId, what: `review ${card.review}: ${what}` });
  };
  if (taken.length > 1) add('decisionTwice', `${taken.length} presses were told that they count`);
  const first = taken[0];
  if (!first) return breaches;
  if (card.state === 'open') add('decisionLost', 'the card still asks');
  const after = ticket.writes.filter((write) => write.at >= first.at - CLOCKS);
  if (first.kind === 'reject') {
    if (!after.some((write) => kindOf(write) === 'rejected')) add('decisionLost', 'rejected, and no note says so');
    return breaches;
  }
  if (movedOn(card, ticket)) return breaches;
  if (!after.some((write) => write.by === 'bot' && isPublic(write)))
    add('decisionLost', 'approved, and no reply went out');
  const refunded = made.some((refund) => refund.orderNumber === ticket.refundOrder);
  if (card.releasesRefund && !refunded) add('decisionLost', 'approved, and no refund was made');
  return breaches;
}

/** The press is timed here, the write at the stand-in, both to the millisecond of one machine. */
const CLOCKS = 50;
/** A card can be late: a message this much older may still have come after the one that the draft answers. */
const DRAFTING = 60_000;

/** Somebody else wrote in public around the card: then the approved reply must not go out any more, and that is right. */
function movedOn(card: Card, { writes }: TicketHistory): boolean {
  const first = writes.findIndex(isPublic);
  return writes.some(
    (write, index) => index > first && isPublic(write) && write.by !== 'bot' && write.at > card.postedAt - DRAFTING,
  );
}
