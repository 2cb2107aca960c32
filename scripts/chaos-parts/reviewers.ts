import { sleep } from '../../src/platform/clock.ts';
import type { Change, Message } from '../../src/sandbox/slack/records.ts';
import type { SlackSandbox } from '../../src/sandbox/slack-server.ts';
import { cardsOf, type PressMade } from './evidence.ts';
import { type ChaosWorld, PEOPLE } from './world.ts';

/** Simulated people in Slack: they read a card for a moment and press, some of them twice, some of them at the same time. */

export interface Reviewers {
  /** Every press so far, with what the person was told. */
  presses(): readonly PressMade[];
  /** Resolves when nobody is about to press any more. */
  idle(): Promise<void>;
  stop(): void;
}

type Person = (typeof PEOPLE)[number];
type Kind = PressMade['kind'];
interface Act {
  kind: Kind;
  by: 0 | 1;
  times: number;
}
interface Pressing {
  act: Act;
  person: Person;
}
interface Asked {
  review: number;
  ticketId: number;
  message: Message;
}

const LONGEST_READING_MS = 4_000;
/** A notice that says "this did not count" comes after the answer to the press. */
const NOTICE_MS = 4_000;
const TRIES = 6;
const AGAIN_MS = 800;
const ACTIONS: Readonly<Record<Kind, string>> = { approve: 'rv_approve', edit: 'rv_edit', reject: 'rv_reject' };

export function startReviewers(world: ChaosWorld, random: () => number): Reviewers {
  const presses: PressMade[] = [];
  const atWork = new Set<Promise<void>>();
  const free = [...PEOPLE];
  const desk: Desk = { world, random, presses };
  const unsubscribe = world.slack.subscribe((change) => {
    const asked = askedBy(change);
    if (!asked) return;
    const task = decideSoon(desk, asked, free).finally(() => atWork.delete(task));
    atWork.add(task);
  });
  return {
    presses: () => presses,
    idle: async () => {
      while (atWork.size > 0) await Promise.all(atWork);
    },
    stop: () => void unsubscribe(),
  };
}

interface Desk {
  world: ChaosWorld;
  random: () => number;
  presses: PressMade[];
}

function askedBy(change: Change): Asked | null {
  if (change.kind !== 'message_posted' || !change.message) return null;
  const card = cardsOf([change])[0];
  return card ? { review: card.review, ticketId: card.ticketId, message: change.message } : null;
}

async function decideSoon(desk: Desk, asked: Asked, free: Person[]): Promise<void> {
  // Drawn at once, so that the plan depends on the order of cards and on nothing else.
  const [reading, mood] = [desk.random() * LONGEST_READING_MS, desk.random()];
  await sleep(reading);
  const [one, two] = [await take(free), await take(free)];
  try {
    await Promise.all(plan(mood).map((act) => pressOften(desk, asked, { act, person: act.by === 0 ? one : two })));
    await sleep(NOTICE_MS);
  } finally {
    free.push(one, two);
  }
}

/** Who presses what, how often at once: mostly one person once, sometimes two people, now and then nobody. */
function plan(mood: number): Act[] {
  if (mood < 0.4) return [{ kind: 'approve', by: 0, times: 1 }];
  if (mood < 0.55) return [{ kind: 'edit', by: 0, times: 1 }];
  if (mood < 0.67) return [{ kind: 'reject', by: 0, times: 1 }];
  if (mood < 0.8) return [{ kind: 'approve', by: 0, times: 2 }];
  const other = mood < 0.87 ? 'reject' : 'approve';
  if (mood >= 0.94) return [];
  return [
    { kind: 'approve', by: 0, times: 1 },
    { kind: other, by: 1, times: 1 },
  ];
}

/** Nobody home: the person sees a warning sign and presses again. */
async function pressOften(desk: Desk, asked: Asked, { act, person }: Pressing): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const at = Date.now();
    const tolds =
      act.kind === 'approve'
        ? await approve(desk, asked, { act, person })
        : [await inWindow(desk, asked, { act, person })];
    const { review, ticketId } = asked;
    desk.presses.push(...tolds.map((told) => ({ review, ticketId, kind: act.kind, at, told })));
    if (!tolds.every((told) => told === 'nothing')) return;
    await sleep(AGAIN_MS);
  }
}

/** A press that does not count is answered like one that does, and a notice says so; a double press of one person gets one. */
async function approve(
  { world: { slack } }: Desk,
  asked: Asked,
  { act, person }: Pressing,
): Promise<PressMade['told'][]> {
  const notices = (): number => slack.ephemerals(person.slackId).length;
  const before = notices();
  const pressed = Array.from({ length: act.times }, () => press(slack, asked, { act, person }));
  const tolds = await Promise.all(pressed);
  await sleep(NOTICE_MS);
  let refused = notices() - before;
  return tolds.map((told) => {
    if (told !== 'taken' || refused === 0) return told;
    refused -= 1;
    return 'refused';
  });
}

async function press(slack: SlackSandbox, asked: Asked, { act, person }: Pressing): Promise<PressMade['told']> {
  const where = { channelId: asked.message.channel, messageTs: asked.message.ts };
  const delivery = await slack.press({ userId: person.slackId, actionId: ACTIONS[act.kind], ...where });
  if (delivery.via === 'none') return 'refused';
  return delivery.outcome === 'acked' ? 'taken' : 'nothing';
}

/** Edit and Reject open a window; sending it off is the decision. */
async function inWindow({ world: { slack } }: Desk, asked: Asked, pressing: Pressing): Promise<PressMade['told']> {
  const opened = await press(slack, asked, pressing);
  if (opened !== 'taken') return opened;
  const { slackId } = pressing.person;
  await sleep(300);
  const view = slack.openViews(slackId).at(-1);
  if (!view) return 'refused';
  const values =
    pressing.act.kind === 'reject'
      ? { reason: { choice: 'person' } }
      : { body: { text: 'Thank you for your message. We have looked into it and will take care of it today.' } };
  const { outcome } = await slack.submitView({ userId: slackId, viewId: view.id, values });
  await slack.closeView({ userId: slackId, viewId: view.id, all: true });
  if (outcome === 'closed') return 'taken';
  return outcome === 'failed' ? 'nothing' : 'refused';
}

async function take(free: Person[]): Promise<Person> {
  for (;;) {
    const person = free.shift();
    if (person) return person;
    await sleep(100);
  }
}
