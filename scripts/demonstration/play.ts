import type pg from 'pg';
import { sleep } from '../../src/platform/clock.ts';
import type { DemoMessage } from './messages.ts';
import { type CaseOutcome, outcomeOf } from './outcome.ts';
import type { World } from './world.ts';

interface PlayInput {
  world: World;
  pool: pg.Pool;
  messages: readonly DemoMessage[];
  progress: (line: string) => void;
}

const BETWEEN_MESSAGES_MS = 60;
const LOOK_EVERY_MS = 250;
/** Far beyond what any case takes; past it the demo says what is stuck instead of waiting for ever. */
const PATIENCE_MS = 180_000;
/** A busy machine may take its time; the webhook is sent again until it is taken. */
const ARRIVAL_MS = 60_000;

/** Sends every message as its customer and waits until each case is settled, follow-ups included. */
export async function play(input: PlayInput): Promise<CaseOutcome[]> {
  const sent: { message: DemoMessage; ticketId: number }[] = [];
  for (const message of input.messages) {
    const ticket = input.world.zendesk.createTicketAsCustomer(message);
    sent.push({ message, ticketId: ticket.id });
    input.progress(`Sending messages as customers: ${sent.length} of ${input.messages.length}`);
    await sleep(BETWEEN_MESSAGES_MS);
  }
  const followUps = sent.filter(({ message }) => message.followUp !== null);
  // A case with a follow-up is not told as settled before that one is, too.
  await settle(input, sent, followUps.length);
  for (const { message, ticketId } of followUps)
    input.world.zendesk.addCustomerComment(ticketId, { text: message.followUp ?? '' });
  // The webhook of the follow-up must have arrived before "settled" means anything again.
  for (const { ticketId } of followUps) await arrived(input.pool, ticketId);
  return settle(input, sent);
}

async function settle(
  input: PlayInput,
  sent: readonly { message: DemoMessage; ticketId: number }[],
  stillToCome = 0,
): Promise<CaseOutcome[]> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const outcomes = await Promise.all(
      sent.map(({ message, ticketId }) =>
        outcomeOf(input.pool, { id: message.id, subject: message.subject, ticketId }),
      ),
    );
    const settled = outcomes.filter((outcome) => outcome?.settled).length;
    input.progress(`Cases settled: ${Math.max(0, settled - stillToCome)} of ${sent.length}`);
    if (settled === sent.length) return outcomes.flatMap((outcome) => outcome ?? []);
    if (performance.now() > until) {
      const stuck = sent.filter((_, index) => !outcomes[index]?.settled).map(({ ticketId }) => ticketId);
      throw new Error(`These tickets were not settled in ${PATIENCE_MS / 1_000} s: ${stuck.join(', ')}`);
    }
    await sleep(LOOK_EVERY_MS);
  }
}

async function arrived(pool: pg.Pool, ticketId: number): Promise<void> {
  const before = Date.now();
  while (Date.now() - before < ARRIVAL_MS) {
    const { rows } = await pool.query<{ n: number }>(
      `select count(*)::int as n from inbox where ticket_id = $1 and kind like '%comment_added%'`,
      [ticketId],
    );
    if ((rows[0]?.n ?? 0) > 0) return;
    await sleep(50);
  }
  throw new Error(`The webhook of the follow-up on ticket ${ticketId} did not arrive`);
}
