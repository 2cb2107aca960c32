import { sleep } from '../../src/platform/clock.ts';
import { type ChaosTicket, FOLLOW_UPS } from './cast.ts';
import { type ChaosWorld, PEOPLE } from './world.ts';

/** Customers who write, some of them again, and colleagues who answer by hand at any moment. */

export interface PeopleInput {
  world: ChaosWorld;
  tickets: readonly ChaosTicket[];
  random: () => number;
  /** For what people do because of us: its order is the machine's, so it must not shift the plan. */
  whim: () => number;
  /** Pause between two new tickets. */
  everyMs: number;
  /** So long after a ticket was made people still write to it by themselves. */
  latestMs: number;
  progress: (line: string) => void;
}

export interface People {
  /** The ticket of each refund that a customer asked for. */
  refundOrders: Map<number, string>;
  /** Resolves when nobody is about to write any more. */
  idle(): Promise<void>;
  stop(): void;
}

/** So many tickets wait for their note at most: disasters must meet work in every state, not one long queue. */
const MOST_WAITING = 70;

/** Resolves when every ticket is written; people go on reacting to what we write until stopped. */
export async function playPeople(input: PeopleInput): Promise<People> {
  const { world, tickets, random } = input;
  const refundOrders = new Map<number, string>();
  const later: Promise<void>[] = [];
  const answered = new Set<number>();
  const stop = world.zendesk.subscribe((notice) => {
    if (notice.kind !== 'ticket' || notice.write.source === 'customer') return;
    answered.add(notice.ticketId);
    if (notice.write.actorId === world.botId) later.push(...reactions(world, notice.ticketId, input.whim));
  });
  for (const [index, ticket] of tickets.entries()) {
    while (index - answered.size > MOST_WAITING) await sleep(100);
    const { id } = world.zendesk.createTicketAsCustomer(ticket);
    if (ticket.refundOrder !== null) refundOrders.set(id, ticket.refundOrder);
    later.push(...plansFor(input, id));
    input.progress(`Customers writing: ${index + 1} of ${tickets.length}`);
    await sleep(input.everyMs);
  }
  return { refundOrders, idle: () => allOf(later), stop };
}

async function allOf(growing: Promise<void>[]): Promise<void> {
  let done = 0;
  while (done < growing.length) {
    done = growing.length;
    await Promise.all(growing);
  }
}

/** Drawn when the ticket is made, so that a seed plays the same plan. */
function plansFor({ world, random, latestMs }: PeopleInput, ticketId: number): Promise<void>[] {
  const plans: Promise<void>[] = [];
  const plan = (chance: number, act: () => void): void => {
    const [draw, at] = [random(), random() * latestMs];
    if (draw < chance) plans.push(sleep(at).then(act));
  };
  const [words, person] = [pick(FOLLOW_UPS, random), pick(PEOPLE, random)];
  plan(0.2, () => customerWrites(world, ticketId, words));
  plan(0.06, () => customerWrites(world, ticketId, words));
  plan(0.12, () => colleagueWrites(world, ticketId, { person, public: true }));
  plan(0.1, () => colleagueWrites(world, ticketId, { person, public: false }));
  return plans;
}

/** People also write exactly when we do: right after our note or our reply. */
function reactions(world: ChaosWorld, ticketId: number, random: () => number): Promise<void>[] {
  const [draw, at, words, person] = [random(), random() * 6_000, pick(FOLLOW_UPS, random), pick(PEOPLE, random)];
  if (draw < 0.06) return [sleep(at).then(() => colleagueWrites(world, ticketId, { person, public: true }))];
  if (draw < 0.1) return [sleep(at).then(() => customerWrites(world, ticketId, words))];
  return [];
}

function customerWrites(world: ChaosWorld, ticketId: number, text: string): void {
  world.zendesk.addCustomerComment(ticketId, { text });
}

function colleagueWrites(
  world: ChaosWorld,
  ticketId: number,
  said: { person: (typeof PEOPLE)[number]; public: boolean },
): void {
  const text = said.public ? 'Hello, I have looked into this for you and sent you an e-mail.' : 'I am on it.';
  world.zendesk.addAgentComment(ticketId, { agentId: said.person.agentId, text, public: said.public });
}

function pick<T>(choices: readonly T[], random: () => number): T {
  const choice = choices[Math.floor(random() * choices.length)];
  if (choice === undefined) throw new Error('There is nothing to choose from');
  return choice;
}
