import { describe, expect, it } from 'vitest';
import { check, type Rule } from './checker.ts';
import type { Card, Evidence, PressMade, TicketHistory, TicketWrite } from './evidence.ts';

/** Hand-made histories: a checker that cannot fail proves nothing. */

const T0 = 1_000_000;
let clock = T0;

function write(by: TicketWrite['by'], comment: TicketWrite['comment'], marker: string | null = null): TicketWrite {
  clock += 1_000;
  return { at: clock, by, comment, marker };
}
const asks = (): TicketWrite => write('customer', 'public');
const human = (): TicketWrite => write('colleague', 'public');
const note = (turn = 1): TicketWrite => write('bot', 'private', `update:${turn}`);
const reply = (turn = 1): TicketWrite => write('bot', 'public', `reply:${turn}`);
const rejection = (turn = 1): TicketWrite => write('bot', 'private', `rejected:${turn}`);

function ticket(...writes: TicketWrite[]): TicketHistory {
  return { ticketId: 1, refundOrder: '1000', writes };
}

function card(over: Partial<Card> = {}): Card {
  clock += 1_000;
  const base = { ts: String(clock), review: 1, ticketId: 1, postedAt: clock, releasesRefund: false, withdrawn: false };
  return { ...base, state: 'open', ...over };
}

function press(kind: PressMade['kind'], told: PressMade['told'] = 'taken'): PressMade {
  clock += 1_000;
  return { review: 1, ticketId: 1, kind, at: clock, told };
}

function rulesBroken(evidence: Partial<Evidence>): Rule[] {
  const all = { tickets: [], cards: [], presses: [], refunds: [], ...evidence };
  return [...new Set(check(all).map((breach) => breach.rule))].sort();
}

describe('the checker of ./scripts/chaos', () => {
  it('finds nothing where a note, a card, a decision and a reply each happened once', () => {
    const [asked, noted] = [asks(), note()];
    const cards = [card({ state: 'approved', releasesRefund: true })];
    const presses = [press('approve'), press('approve', 'refused'), press('reject', 'nothing')];
    const tickets = [ticket(asked, noted, reply())];
    expect(rulesBroken({ tickets, cards, presses, refunds: [{ orderNumber: '1000', at: clock }] })).toEqual([]);
  });

  it('finds nothing where a second message got a note and an answer of its own', () => {
    expect(rulesBroken({ tickets: [ticket(asks(), note(1), reply(1), asks(), note(2), reply(2))] })).toEqual([]);
  });

  it('does not miss the note where a colleague answered', () => {
    expect(rulesBroken({ tickets: [ticket(asks(), human())] })).toEqual([]);
  });

  it.each<[string, Rule[], Partial<Evidence>]>([
    ['two replies to one message', ['answeredTwice'], { tickets: [ticket(asks(), note(), reply(), reply())] }],
    [
      'the same reply again after the next message',
      ['answeredTwice', 'staleAnswer'],
      { tickets: [ticket(asks(), note(), reply(), asks(), note(2), reply())] },
    ],
    ['a reply after a colleague’s', ['botAfterHuman'], { tickets: [ticket(asks(), note(), human(), reply())] }],
    ['two notes of one turn', ['noteTwice'], { tickets: [ticket(asks(), note(), note())] }],
    ['two notes of two turns on one message', ['noteTwice'], { tickets: [ticket(asks(), note(1), note(2))] }],
    ['a rejection noted twice', ['decisionTwice'], { tickets: [ticket(asks(), note(), rejection(), rejection())] }],
    [
      'a reply to the message before',
      ['staleAnswer'],
      { tickets: [ticket(asks(), note(1), asks(), note(2), reply(1))] },
    ],
    ['a message that nobody saw', ['ticketLost'], { tickets: [ticket(asks())] }],
    ['a second message that nobody saw', ['ticketLost'], { tickets: [ticket(asks(), note(), reply(), asks())] }],
    ['two cards of one question', ['cardTwice'], { cards: [card(), card()] }],
  ])('finds %s', (_what, rules, evidence) => {
    expect(rulesBroken(evidence)).toEqual(rules);
  });

  it('takes a card that was posted twice and taken back for one card', () => {
    expect(rulesBroken({ cards: [card(), card({ withdrawn: true })] })).toEqual([]);
  });

  it('finds a refund that was made twice, and one that nobody released', () => {
    const tickets = [ticket(asks(), note(), reply())];
    const refund = { orderNumber: '1000', at: clock };
    expect(rulesBroken({ tickets, refunds: [refund, refund], presses: [press('approve')] })).toEqual(['refundTwice']);
    expect(rulesBroken({ tickets, refunds: [refund], presses: [press('reject')] })).toEqual(['undecided']);
  });

  it('finds a refund that was made long after a newer message, and forgives the seconds between look and write', () => {
    const [asked, noted] = [asks(), note()];
    const cards = [card()];
    const asksAgain = asks();
    const tickets = [ticket(asked, noted, asksAgain, note(2))];
    const presses = [press('approve', 'nothing')];
    const refundAfter = (ms: number) => [{ orderNumber: '1000', at: asksAgain.at + ms }];
    expect(rulesBroken({ tickets, cards, presses, refunds: refundAfter(30_000) })).toEqual(['staleAnswer']);
    expect(rulesBroken({ tickets, cards, presses, refunds: refundAfter(2_000) })).toEqual([]);
  });

  it('finds a decision that came to nothing', () => {
    const tickets = [ticket(asks(), note())];
    expect(rulesBroken({ tickets, cards: [card({ state: 'approved' })], presses: [press('approve')] })).toEqual([
      'decisionLost',
    ]);
    expect(rulesBroken({ tickets, cards: [card({ state: 'rejected' })], presses: [press('reject')] })).toEqual([
      'decisionLost',
    ]);
  });

  it('finds a refund that an approved card promised and nobody made', () => {
    const [asked, noted] = [asks(), note()];
    const cards = [card({ state: 'approved', releasesRefund: true })];
    const presses = [press('approve')];
    expect(rulesBroken({ tickets: [ticket(asked, noted, reply())], cards, presses })).toEqual(['decisionLost']);
  });

  it('does not ask for the reply where the customer or a colleague wrote after the draft', () => {
    const [asked, noted] = [asks(), note()];
    const cards = [card({ state: 'approved' })];
    const presses = [press('approve')];
    expect(rulesBroken({ tickets: [ticket(asked, noted, human())], cards, presses })).toEqual([]);
  });

  it('finds two presses that were both told that they count', () => {
    const [asked, noted] = [asks(), note()];
    const cards = [card({ state: 'approved' })];
    const presses = [press('approve'), press('approve')];
    expect(rulesBroken({ tickets: [ticket(asked, noted, reply())], cards, presses })).toEqual(['decisionTwice']);
  });
});
