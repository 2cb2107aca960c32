import type { Config } from './config.ts';
import type { KnowledgeSource } from './knowledge/article.ts';
import type { Breaker } from './platform/breaker.ts';
import { systemClock } from './platform/clock.ts';
import type { Database } from './platform/database.ts';
import type { Log } from './platform/log.ts';
import { type RegularTask, regularly } from './platform/regularly.ts';
import type { Shutdown } from './platform/shutdown.ts';
import type { JobQueue } from './queue/queue.ts';
import { createOpsChannel } from './slack/ops-channel.ts';
import type { Helpdesk } from './tickets/helpdesk.ts';
import { createInboxStore } from './tickets/inbox-store.ts';
import { watch } from './upkeep/incidents.ts';
import { removeOldTexts } from './upkeep/retention.ts';
import { reportWorker, signOff } from './upkeep/signs.ts';
import { sweep } from './upkeep/sweep.ts';
import { SweepStore } from './upkeep/sweep-store.ts';
import { rememberOwnUser } from './zendesk/own-user.ts';
import { createTicketExport } from './zendesk/ticket-export.ts';
import { withBudgetClass, type ZendeskTransport } from './zendesk/transport.ts';

/** Puts together what runs by the clock instead of by a bell. */
export interface UpkeepDeps {
  config: Config;
  log: Log;
  database: Database;
  queue: JobQueue;
  shutdown: Shutdown;
  helpdesk: Helpdesk;
  transport: ZendeskTransport;
  sources: readonly KnowledgeSource[];
  /** This process, as it stands in leases. */
  owner: string;
  breakers: Readonly<Record<string, Breaker>>;
}

const OWN_USER_MS = 10 * 60_000;
/** How often the sweeps' own clocks are looked at; they decide. */
const SWEEP_LOOK_MS = 10_000;
const REPORT_MS = 10_000;
const WATCH_MS = 15_000;
const GRACE_MS = 45_000;
const RETENTION_MS = 3_600_000;
const OPEN_TICKETS_MS = 3_600_000;

/** For a worker. Every worker runs all of it; what must be done by one alone takes a lease. */
export function startUpkeep(deps: UpkeepDeps): void {
  const byClock = [ownUserTask, knowledgeTask, sweepTask, reportTask, retentionTask, watchTask];
  startAll(
    deps,
    byClock.map((task) => task(deps)),
  );
  deps.shutdown.add('report', () => signOff(deps.database, deps.owner));
}

type WatchFloor = Pick<UpkeepDeps, 'config' | 'log' | 'database' | 'shutdown'>;

/** For the web process: it sees that no worker is left, which no worker can. */
export function startWatch(floor: WatchFloor): void {
  startAll(floor, [watchTask(floor)]);
}

function startAll({ log, shutdown }: Pick<UpkeepDeps, 'log' | 'shutdown'>, tasks: readonly RegularTask[]): void {
  for (const task of tasks) {
    const running = regularly(task, log);
    shutdown.add(task.name, () => running.stop());
  }
}

function reportTask({ database, owner, breakers }: UpkeepDeps): RegularTask {
  const openBreakers = (): string[] =>
    Object.entries(breakers).flatMap(([name, breaker]) => (breaker.waitMs() > 0 ? [name] : []));
  return { name: 'report', everyMs: REPORT_MS, run: () => reportWorker(database, owner, openBreakers()) };
}

function retentionTask({ config, database, log }: UpkeepDeps): RegularTask {
  const run = async (): Promise<void> => {
    const removed = await removeOldTexts({ database, clock: systemClock }, config.retention);
    if (Object.values(removed).some((count) => count > 0)) log.info(removed, 'old texts removed');
  };
  return { name: 'retention', everyMs: RETENTION_MS, run };
}

function watchTask({ config, log, database }: WatchFloor): RegularTask {
  const channel = config.slack?.opsChannel ?? null;
  const tell = config.slack && channel !== null ? createOpsChannel(config.slack, { channel, log }) : null;
  const run = async (): Promise<void> => {
    // Whoever starts first would find nobody there yet.
    if (performance.now() > GRACE_MS) await watch({ database, log, tell });
  };
  return { name: 'watch', everyMs: WATCH_MS, run };
}

function ownUserTask({ helpdesk, database }: UpkeepDeps): RegularTask {
  const run = async (): Promise<void> => rememberOwnUser(database, await helpdesk.ownUserId());
  return { name: 'own user', everyMs: OWN_USER_MS, run };
}

/** Edits of articles fire no webhook, so they are found by looking. */
function knowledgeTask({ config, queue, sources }: UpkeepDeps): RegularTask {
  const run = async (): Promise<void> => {
    for (const { name } of sources) await queue.ring('knowledge.sync', { source: name, everything: false });
  };
  return { name: 'knowledge', everyMs: config.zendesk.syncMinutes * 60_000, run };
}

function sweepTask({ config, database, queue, log, transport }: UpkeepDeps): RegularTask {
  const deps = {
    export: createTicketExport(withBudgetClass(transport, 'sweep')),
    sweeps: new SweepStore(database),
    inbox: createInboxStore(database),
    doorbell: queue,
    log,
  };
  const times = { everyMs: config.zendesk.sweepSeconds * 1_000, openEveryMs: OPEN_TICKETS_MS };
  return { name: 'sweep', everyMs: SWEEP_LOOK_MS, run: () => sweep(deps, times) };
}
