import { createServer, type Server } from 'node:http';
import express from 'express';
import { deliver } from '../effects/deliver.ts';
import type { EffectHandlers } from '../effects/effect.ts';
import { EffectStore } from '../effects/effect-store.ts';
import { createMetrics } from '../metrics/prometheus.ts';
import { systemClock } from '../platform/clock.ts';
import { closeServer, listen } from '../platform/http.ts';
import { silentLog } from '../platform/log.ts';
import type { Doorbell, JobName, JobPayload } from '../queue/jobs.ts';
import { decide } from '../review/decisions.ts';
import type { Review } from '../review/review.ts';
import { ReviewStore } from '../review/review-store.ts';
import { SettingStore } from '../rollout/settings.ts';
import { openTestDatabase } from '../sandbox/test-database.ts';
import { openTestZendesk, type TestZendesk } from '../sandbox/test-zendesk.ts';
import type { ZendeskOptions } from '../sandbox/zendesk/options.ts';
import { createUnconnectedCards } from '../slack/unconnected.ts';
import { createCaseStore } from '../tickets/case-store.ts';
import { createInboxStore } from '../tickets/inbox-store.ts';
import { createLabelStore } from '../tickets/label-store.ts';
import { FakeBackoffice } from '../tools/backoffice.fake.ts';
import { createOwnUserLookUp, rememberOwnUser } from '../zendesk/own-user.ts';
import { signWebhook } from '../zendesk/signature.ts';
import { createTicketEffects } from '../zendesk/ticket-effects.ts';
import { zendeskWebhook } from '../zendesk/webhook.ts';
import { afterEffect } from './after-effect.ts';
import { PASSAGE, TAXONOMY } from './engine-knowledge.fake.ts';
import { type PipelineDeps, workOnTicket } from './pipeline.ts';
import { ScriptedBrain } from './scripted-brain.fake.ts';
import { createToolRun } from './tool-run.ts';

const SECRET = 'webhook-secret';
/** Less than what a webhook's timestamp may be old. */
const START_AGE_MS = 240_000;

/** Remembers rings and hands them out once each, as the queue does; nothing runs by itself. */
export class HeldDoorbell implements Doorbell {
  readonly rung = new Map<string, () => [JobName, unknown]>();
  urgent = new Set<string>();
  async ring<N extends JobName>(
    name: N,
    payload: JobPayload<N>,
    options: { urgent?: boolean; again?: boolean } = {},
  ): Promise<void> {
    const key = `${name} ${JSON.stringify(payload)}`;
    this.rung.set(key, () => [name, payload]);
    if (options.urgent) this.urgent.add(key);
  }
}

export type TestEngine = Awaited<ReturnType<typeof openEngine>>;

/** The engine on a real Postgres, with the Zendesk stand-in around it, its webhooks going over HTTP; turned by hand. */
export async function openEngine(postgresUrl: string, settings: Partial<ZendeskOptions> = {}) {
  const [database, zendesk] = await Promise.all([
    openTestDatabase(postgresUrl),
    openTestZendesk({
      limits: { requestsPerMinute: 100_000, ticketUpdatesPerMinute: 10_000 },
      delivery: { retryDelayMs: 20 },
      ...settings,
    }),
  ]);
  const doorbell = new HeldDoorbell();
  const inbox = createInboxStore(database);
  await rememberOwnUser(database, await zendesk.helpdesk.ownUserId());
  const ownUserId = createOwnUserLookUp({ database, clock: systemClock, log: silentLog });
  const server = await openWeb({ inbox, doorbell, ownUserId });
  zendesk.sandbox.setWebhook({ endpoint: `${server.url}/webhooks/zendesk`, secret: SECRET });
  const inside = openInside({ database, zendesk, doorbell });
  return {
    database,
    zendesk,
    sandbox: zendesk.sandbox,
    doorbell,
    inbox,
    ...inside,
    ...controls({ ...inside, doorbell, database, zendesk }),
    ...reviewing(inside.deps, database),
    /** One delivery, signed as Zendesk signs it. Returns the status. */
    async post(body: string, { id, at = new Date() }: { id: string; at?: Date }): Promise<number> {
      const timestamp = at.toISOString();
      const headers = {
        'content-type': 'application/json',
        'x-zendesk-webhook-invocation-id': id,
        'x-zendesk-webhook-signature-timestamp': timestamp,
        'x-zendesk-webhook-signature': signWebhook(SECRET, timestamp, body),
      };
      return (await fetch(`${server.url}/webhooks/zendesk`, { method: 'POST', headers, body })).status;
    },
    close: async () => {
      await zendesk.close();
      await closeServer(server.server);
      await database.close();
    },
  };
}

interface Outside {
  database: Awaited<ReturnType<typeof openTestDatabase>>;
  zendesk: TestZendesk;
  doorbell: HeldDoorbell;
}

/** What a worker is made of. */
function openInside({ database, zendesk, doorbell }: Outside) {
  const brain = new ScriptedBrain();
  const backoffice = new FakeBackoffice();
  const effects = new EffectStore(database);
  const deps: PipelineDeps = {
    helpdesk: zendesk.helpdesk,
    brain,
    owner: 'worker-a',
    leaseMs: 8_000,
    taxonomy: TAXONOMY,
    backoffice: null,
    defaultLocale: 'en',
    clock: systemClock,
    log: silentLog,
    metrics: createMetrics(),
    disclosure: null,
    search: { search: async () => ({ passages: [PASSAGE], answerability: 0.9, features: {} }) },
    inbox: createInboxStore(database),
    cases: createCaseStore(database),
    labels: createLabelStore(database),
    reviews: new ReviewStore(database),
    settings: new SettingStore(database),
    doorbell,
    checks: { allowedHosts: ['shop.example'] },
    reviewExpiryMs: 3_600_000,
    onStage: () => {},
  };
  const handlers: EffectHandlers = {
    ...createTicketEffects(zendesk.helpdesk),
    ...createUnconnectedCards(),
    tool_run: createToolRun(backoffice, zendesk.helpdesk),
  };
  const follow = afterEffect.bind(null, deps.metrics);
  const timing = { leaseMs: 8_000, unknownWaitMs: 11_000 };
  const delivery = (owner = 'worker-a') => ({ effects, handlers, doorbell, log: silentLog, owner, ...timing, follow });
  return { brain, backoffice, effects, deps, handlers, delivery };
}

type Parts = Outside & Pick<ReturnType<typeof openInside>, 'deps' | 'delivery'>;

function controls({ doorbell, deps, delivery, database, zendesk }: Parts) {
  const rows = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
    (await database.pool.query(sql, values)).rows;
  let ageMs = START_AGE_MS;
  /**
   * Zendesk's clock moves on by a second. Tests do in one second what takes people many, and all stamps look settled to them:
   * without a tick between two changes both would share a stamp, which the settle wait keeps from happening in real life.
   */
  const tick = (): void => {
    ageMs -= 1_100;
    zendesk.setWriteAge(ageMs);
  };
  return {
    rows,
    tick,
    /** Does what the bells ask for until they are silent. */
    async run(): Promise<void> {
      for (let first = doorbell.rung.entries().next(); !first.done; first = doorbell.rung.entries().next()) {
        const [key, job] = first.value;
        doorbell.rung.delete(key);
        const [name, payload] = job();
        const id = payload as { ticketId: number; effectId: number };
        if (name === 'inbox.arrived') {
          const due = await rows(
            `select distinct ticket_id from inbox where state = 'received' and ticket_id is not null`,
          );
          for (const row of due) await doorbell.ring('ticket.changed', { ticketId: Number(row['ticket_id']) });
        }
        if (name === 'ticket.changed') await workOnTicket(deps, id.ticketId);
        if (name === 'effect.deliver') await deliver(delivery(), id.effectId);
      }
    },
    deliver: (effectId: number, changed: Partial<Parameters<typeof deliver>[0]> = {}) =>
      deliver({ ...delivery(), ...changed }, effectId),
    work: (ticketId: number, changed: Partial<PipelineDeps> = {}) => workOnTicket({ ...deps, ...changed }, ticketId),
    /** What was put off is due now. */
    makeDue: () =>
      rows(`with a as (update effect set next_at = now() where state in ('planned', 'unknown')),
      b as (update turn set next_at = now() where state = 'open') update inbox set next_at = now() where state = 'received'`),
    /** Until the web has stored so many events of the ticket. */
    async arrived(count: number, where = 'true'): Promise<void> {
      for (let tries = 0; tries < 500; tries += 1) {
        const [row] = await rows(`select count(*)::int as n from inbox where ${where}`);
        if (Number(row?.['n']) >= count) return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`Fewer than ${count} events arrived`);
    },
    write(text = 'Hello, how many days do I have to return my grinder to you? Thanks, Ana'): number {
      const message = { name: 'Ana Costa', email: 'ana@example.net', subject: 'Return', text };
      return zendesk.sandbox.createTicketAsCustomer(message).id;
    },
    notes: (ticketId: number) =>
      zendesk.sandbox.comments(ticketId).filter((comment) => !comment.public && comment.authorId !== 0),
    replies: (ticketId: number) => {
      const customers = new Set([zendesk.sandbox.ticket(ticketId)?.requesterId]);
      return zendesk.sandbox.comments(ticketId).filter((comment) => comment.public && !customers.has(comment.authorId));
    },
  };
}

/** What a person in Slack does. */
function reviewing(deps: PipelineDeps, database: Outside['database']) {
  return {
    /** The question that is open for the ticket, as a person would see it. */
    async openReview(ticketId: number): Promise<Review> {
      const sql = `select id from review where ticket_id = $1 and state = 'open'`;
      const [row] = (await database.pool.query<{ id: number }>(sql, [ticketId])).rows;
      const review = row ? await deps.reviews.find(row.id) : null;
      if (!review) throw new Error(`Ticket ${ticketId} has no open review`);
      return review;
    },
    press: (review: Review, kind: 'approve' | 'reject' = 'approve', name = 'Mira Jansen') =>
      decide(deps, {
        reviewId: review.id,
        revision: review.revision,
        fingerprint: review.fingerprint,
        kind,
        actor: { kind: 'slack', id: `U-${name}`, name, email: 'mira@kettleandpine.example' },
        surface: 'slack',
        editedText: null,
        reason: null,
      }),
  };
}

type WebDeps = Pick<Parameters<typeof zendeskWebhook>[0], 'inbox' | 'doorbell'> & { ownUserId: () => number | null };

async function openWeb(deps: WebDeps): Promise<{ server: Server; url: string }> {
  const app = express();
  app.use(
    '/webhooks/zendesk',
    zendeskWebhook({ ...deps, secrets: [SECRET], accountId: '22129848', clock: systemClock, log: silentLog }),
  );
  const server = createServer(app);
  return { server, url: `http://127.0.0.1:${await listen(server, 0)}` };
}
