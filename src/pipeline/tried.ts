import type { TurnResults } from './results.ts';
import { need, type TurnSoFar } from './stage.ts';

const MOST_NAMED = 3;

/** What was done about a turn before a person got it, one line each, so that nobody does it a second time. Pure. */
export function triedOf(soFar: TurnSoFar): string[] {
  const drafted = need(soFar, 'draft');
  const assessed = need(soFar, 'assess');
  return [
    searchLine(need(soFar, 'retrieve')),
    ...recordLines(need(soFar, 'retrieve')),
    ...need(soFar, 'retrieve').silent,
    ...drafted.silent,
    ...drafted.askedFields.map((field) => `The customer was already asked for: ${field.replaceAll('_', ' ')}.`),
    ...(assessed.fellBack === null && drafted.fellBack === null
      ? []
      : ['The model did not answer, so the local brain read the message.']),
    ...(need(soFar, 'check').revised ? ['The draft was written anew once, because of what the checks found.'] : []),
  ];
}

function searchLine({ sources }: TurnResults['retrieve']): string {
  const titles = sources.flatMap((source) =>
    source.kind === 'article' && source.visibility === 'public' ? [source.title] : [],
  );
  const named = [...new Set(titles)].slice(0, MOST_NAMED);
  return named.length === 0
    ? 'Searched the help centre: nothing that fits.'
    : `Searched the help centre: ${named.map((title) => `“${title}”`).join(', ')}.`;
}

function recordLines({ facts }: TurnResults['retrieve']): string[] {
  if (facts.withheld !== null) return [facts.withheld];
  const counts = [
    count(facts.orders.length, 'order'),
    count(facts.invoices.length, 'invoice'),
    count(facts.subscriptions.length, 'subscription'),
  ];
  return [
    `Looked up the requester’s own records: ${counts.join(', ')}.`,
    ...(facts.account?.status === 'locked'
      ? [`Their account is locked (${LOCKS[facts.account.lockedBecause ?? 'staff']}).`]
      : []),
    ...facts.notFound.map((number) => `${number} is not theirs, or does not exist.`),
  ];
}

const LOCKS = { wrong_passwords: 'wrong passwords', fraud: 'suspicion of fraud', staff: 'by a colleague' } as const;

function count(number: number, one: string): string {
  return `${number} ${number === 1 ? one : `${one}s`}`;
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
const ROUTE_WORDS: Readonly<Record<string, string>> = {
  person: 'went to a person',
  review: 'asked a person',
  automatic: 'answered automatically',
};

/** "Ticket 4512 on 20 November: Refund request, asked a person". */
export function contactLine({ ticketId, at, intentName, route }: TurnResults['draft']['contacts'][number]): string {
  const became = route === null ? '' : `, ${ROUTE_WORDS[route] ?? route}`;
  return `Ticket ${ticketId} on ${DAY.format(at)}: ${intentName}${became}.`;
}
