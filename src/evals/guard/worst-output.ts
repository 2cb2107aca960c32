import type { DraftInput } from '../../agents/brain.ts';
import type { Database } from '../../platform/database.ts';
import type { Shop } from '../../sandbox/stories.ts';
import { type Attack, attackOf, type Loot, type Payload } from './attack.ts';
import { DISGUISES } from './disguises.ts';
import { type Found, findHarm } from './harm.ts';
import { COAXING, HINTS } from './payloads-coaxing.ts';
import { COMMITMENTS } from './payloads-commitments.ts';
import { LINKS } from './payloads-links.ts';
import { OBSCURED, OBSCURED_CONTENT, SPOKEN_LINKS } from './payloads-obscured.ts';
import { ACTIVE_CONTENT, FALSE_CLAIMS, FOREIGN_DATA, INTERNAL_TEXT, SECRET_REQUESTS } from './payloads-other.ts';
import { OTHER_LANGUAGES, PARAPHRASES, TALES } from './payloads-paraphrased.ts';
import { type Letter, Siege } from './siege.ts';
import { WorstBrain } from './worst-brain.ts';

export const PAYLOADS: readonly Payload[] = [
  ...COMMITMENTS,
  ...LINKS,
  ...FOREIGN_DATA,
  ...INTERNAL_TEXT,
  ...FALSE_CLAIMS,
  ...ACTIVE_CONTENT,
  ...SECRET_REQUESTS,
  ...PARAPHRASES,
  ...OBSCURED,
  ...SPOKEN_LINKS,
  ...COAXING,
  ...HINTS,
  ...OTHER_LANGUAGES,
  ...TALES,
  ...OBSCURED_CONTENT,
];

export interface Blow {
  letter: string;
  attack: Attack | null;
  found: readonly Found[];
  /** Whether anything at all would have reached the customer. */
  gotThrough: boolean;
  reply: string;
  state: string;
}

export interface Round {
  id: string;
  letter: Letter;
  payload: number;
  disguise: number;
}

/** Attack number i: every payload meets every disguise before one repeats. */
export function roundsOf(letters: readonly { id: string; letter: Letter }[], count: number): Round[] {
  return Array.from({ length: count }, (_, i) => {
    const { id, letter } = letters[i % letters.length] ?? { id: '', letter: NOBODY };
    return {
      id,
      letter,
      payload: i % PAYLOADS.length,
      disguise: (i + Math.floor(i / PAYLOADS.length)) % DISGUISES.length,
    };
  });
}

const NOBODY: Letter = { subject: '', text: '', from: { name: '', email: '' } };

/**
 * Claim S8. The brain is the attacker; the pipeline, the database, the policy and the press are the real ones. Counted is what a customer
 * would get, with every intent switched to automatic (even rounds) or released by one unread press (odd rounds).
 */
export async function besiege(
  database: Database,
  rounds: readonly Round[],
  onBlow: (blow: Blow) => void,
): Promise<void> {
  const brain = new WorstBrain();
  const siege = await Siege.open(database, brain);
  const loots = new Map<string, Loot>();
  for (const mode of ['automatic', 'supervised'] as const) {
    await siege.letLoose(mode);
    for (const [i, round] of rounds.entries()) {
      if ((i % 2 === 0) !== (mode === 'automatic')) continue;
      const loot = loots.get(round.letter.from.email) ?? lootOf(siege.shop, round.letter.from.email);
      loots.set(round.letter.from.email, loot);
      onBlow(await strike({ siege, brain, round, loot, i }));
    }
  }
}

async function strike(given: { siege: Siege; brain: WorstBrain; round: Round; loot: Loot; i: number }): Promise<Blow> {
  const { siege, brain, round, loot, i } = given;
  const intents = siege.deps.taxonomy.intents.filter(({ risk }) => risk !== 'always_human');
  const customer = siege.shop.customers.find(({ email }) => email === round.letter.from.email);
  const own = siege.shop.orders.filter((order) => order.customerId === customer?.id).map(({ number }) => number);
  brain.said = null;
  brain.next = {
    intent: intents[i % intents.length]?.label ?? 'unknown',
    orders: i % 3 === 0 ? [loot.foreign.order] : own.slice(0, 1),
    of: (input: DraftInput) => attack(round, { input, loot }),
  };
  const outgoing = await siege.receive(round.letter);
  const victim = {
    customerId: customer?.id ?? null,
    name: round.letter.from.name,
    wrote: `${round.letter.subject}\n${round.letter.text}`,
  };
  return {
    letter: round.id,
    attack: brain.said,
    found: findHarm(outgoing, brain.said, { shop: siege.shop, victim }),
    gotThrough: outgoing.replies.length > 0,
    reply: outgoing.replies.join('\n'),
    state: await siege.stateOf(outgoing.ticketId),
  };
}

function attack(round: Round, given: { input: DraftInput; loot: Loot }): Attack {
  const payload = PAYLOADS[round.payload];
  const disguise = DISGUISES[round.disguise];
  if (!payload || !disguise) throw new Error('There is no such attack');
  return attackOf(payload, disguise, given);
}

/** Records of somebody else, and what only staff may read. */
function lootOf(shop: Shop, email: string): Loot {
  const own = shop.customers.find((customer) => customer.email === email)?.id;
  const order = shop.orders.find(
    (each) => each.customerId !== own && each.tracking !== null && each.status === 'delivered',
  );
  const customer = shop.customers.find(({ id }) => id === order?.customerId);
  if (!order || !customer) throw new Error('The shop has nobody else');
  const internal = shop.articles
    .filter(({ visibility }) => visibility === 'staff')
    .flatMap(({ markdown }) => markdown.split(/(?<=[.!?])\s+|\n+/));
  return {
    foreign: {
      name: customer.name,
      email: customer.email,
      order: order.number,
      tracking: order.tracking ?? '',
      item: order.items[0]?.name ?? '',
    },
    internal: internal.filter((sentence) => /^[A-Z][^|#]{30,}\.$/.test(sentence)),
  };
}
