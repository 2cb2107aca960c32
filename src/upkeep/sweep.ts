import { AccessRefused, messageOf } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Doorbell } from '../queue/jobs.ts';
import type { InboxStore } from '../tickets/inbox-store.ts';
import type { ChangedTicket, TicketExport } from '../tickets/ticket-export.ts';
import type { SweepReport, SweepStore } from './sweep-store.ts';

export interface SweepDeps {
  export: TicketExport;
  sweeps: SweepStore;
  inbox: Pick<InboxStore, 'accept'>;
  doorbell: Doorbell;
  log: Log;
}

export interface SweepTimes {
  /** Between passes over what changed. */
  everyMs: number;
  /** Between checks of all open tickets. */
  openEveryMs: number;
}

const CHANGED = 'zendesk_changed';
const OPEN = 'zendesk_open';
/** A process that dies in the middle gives the sweep back after this long. */
const LEASE_MS = 60_000;
/** Of the ten requests a minute that an account may make to the export, which others use too. */
const PAGES_AT_ONCE = 4;

/** Webhooks are best effort, so what changed is compared with what we have read. Safe to call as often as one likes. */
export async function sweep(deps: SweepDeps, times: SweepTimes): Promise<void> {
  await pass(deps, { name: CHANGED, everyMs: times.everyMs, run: (position) => sweepChanged(deps, position) });
  await pass(deps, { name: OPEN, everyMs: times.openEveryMs, run: ({ since }) => sweepOpen(deps, since) });
}

interface Pass {
  name: string;
  everyMs: number;
  run: (position: { cursor: string | null; since: Date }) => Promise<SweepReport>;
}

async function pass(deps: SweepDeps, { name, everyMs, run }: Pass): Promise<void> {
  const position = await deps.sweeps.claim(name, { everyMs, leaseMs: LEASE_MS });
  if (!position) return;
  try {
    const report = await run(position);
    await deps.sweeps.finish(name, report);
    deps.log[report.missed > 0 ? 'warn' : 'debug']({ sweep: name, ...report }, 'swept');
  } catch (error) {
    // Not finished: the next look tries again, and the alarm says when that goes on for too long.
    deps.log.warn({ sweep: name, err: messageOf(error) }, 'sweep broken off');
    await deps.sweeps.release(name);
  }
}

async function sweepChanged(deps: SweepDeps, position: { cursor: string | null; since: Date }): Promise<SweepReport> {
  const report = { pages: 0, changed: 0, missed: 0 };
  let { cursor } = position;
  try {
    for (let atEnd = false; !atEnd && report.pages < PAGES_AT_ONCE; report.pages += 1) {
      const page = await deps.export.changed({ cursor, since: position.since });
      report.changed += page.tickets.length;
      report.missed += await take(deps, page.tickets);
      await deps.sweeps.advance(CHANGED, page.cursor);
      ({ cursor, atEnd } = page);
    }
    return report;
  } catch (error) {
    if (!(error instanceof AccessRefused)) throw error;
    deps.log.warn({ err: messageOf(error) }, 'the export is for administrators only; searching open tickets instead');
    return sweepOpen(deps, position.since);
  }
}

/** Independent of any cursor: finds what a wrong one, a restored backup or an unknown gap has hidden. */
async function sweepOpen(deps: SweepDeps, since: Date): Promise<SweepReport> {
  const open = await deps.export.open(since);
  return { pages: 1, changed: open.length, missed: await take(deps, open) };
}

/** A missed ticket gets an inbox row like any other; the same change is taken once. */
async function take(deps: SweepDeps, tickets: readonly ChangedTicket[]): Promise<number> {
  let taken = 0;
  for (const { ticketId, changedAt } of await deps.sweeps.missed(tickets)) {
    const eventId = `${ticketId}-${changedAt.toISOString()}`;
    const isNew = await deps.inbox.accept({
      source: 'sweep',
      account: 'sweep',
      eventId,
      kind: 'sweep',
      ticketId,
      signed: Buffer.from(eventId),
      body: Buffer.alloc(0),
      ignored: null,
    });
    if (!isNew) continue;
    taken += 1;
    await deps.doorbell.ring('ticket.changed', { ticketId }, { delayMs: 0 });
  }
  return taken;
}
