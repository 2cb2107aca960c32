import { TICKET_STATUSES, type Ticket } from './entities.ts';
import type { State } from './state.ts';

/** The part of the search language that integrations use. [documented] Operators `:` `<` `>` `<=` `>=`; a minus excludes. */
export function matchesQuery(state: State, ticket: Ticket, query: string): boolean {
  return splitTerms(query).every((term) => {
    const negated = term.startsWith('-');
    return matchesTerm(state, ticket, negated ? term.slice(1) : term) !== negated;
  });
}

function splitTerms(query: string): string[] {
  return query.match(/-?[a-z_]+(?:[:<>]=?)"[^"]*"|\S+/g) ?? [];
}

function matchesTerm(state: State, ticket: Ticket, term: string): boolean {
  const [, key = '', operator = '', raw = ''] = /^([a-z_]+)(<=|>=|[:<>])(.*)$/.exec(term) ?? [];
  const value = raw.replace(/^"|"$/g, '');
  switch (key) {
    case 'type':
      return value === 'ticket';
    case 'status':
      return compare(statusRank(ticket.status), operator, statusRank(value));
    case 'priority':
      return (ticket.priority ?? 'none') === value;
    case 'tags':
      return ticket.tags.includes(value);
    case 'requester':
      return [state.users.get(ticket.requesterId)?.email, String(ticket.requesterId)].includes(value);
    case 'updated':
      return compare(ticket.updatedAt, operator, Date.parse(value));
    case 'created':
      return compare(ticket.createdAt, operator, Date.parse(value));
    default:
      return `${ticket.subject}\n${ticket.description}`.toLowerCase().includes(term.toLowerCase());
  }
}

function compare(left: number, operator: string, right: number): boolean {
  if (operator === '<') return left < right;
  if (operator === '>') return left > right;
  if (operator === '<=') return left <= right;
  if (operator === '>=') return left >= right;
  return left === right;
}

const RANKS: readonly string[] = TICKET_STATUSES;

/** [documented] In searches `status<solved` follows a ticket's way from new to closed. */
function statusRank(status: string): number {
  return RANKS.indexOf(status);
}
