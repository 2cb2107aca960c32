import type { Config } from './config.ts';
import type { EffectHandlers } from './effects/effect.ts';
import type { Metrics } from './metrics/prometheus.ts';
import { systemClock } from './platform/clock.ts';
import type { Database } from './platform/database.ts';
import { messageOf } from './platform/errors.ts';
import type { Log } from './platform/log.ts';
import type { Shutdown } from './platform/shutdown.ts';
import type { JobQueue } from './queue/queue.ts';
import { parseBusinessHours } from './review/business-hours.ts';
import type { DecisionRequest } from './review/decision.ts';
import { createReviewDesk } from './review/desk.ts';
import { onlyAsReleased } from './review/released.ts';
import { remindAboutReviews } from './review/remind.ts';
import type { ReviewStore } from './review/review-store.ts';
import type { SlackConfig } from './slack/slack-config.ts';
import { createSlackHandlers, type PressDeps, type SlackHandlers } from './slack/slack-door.ts';
import { createUnconnectedCards } from './slack/unconnected.ts';
import { loadTaxonomy } from './tickets/intent.ts';

/** The Slack part of the wiring of app.ts: presses in, cards and notes out, reminders. */
interface Parts {
  config: Config;
  log: Log;
  database: Database;
  queue: JobQueue;
  metrics: Metrics;
  reviews: ReviewStore;
  shutdown: Shutdown;
}

export function pressDeps({ config, log, database, queue, metrics, reviews }: Parts, slack: SlackConfig): PressDeps {
  const desk = createReviewDesk({
    database,
    reviews,
    doorbell: queue,
    disclosure: config.disclosure,
    checks: config.checks,
    secondPerson: config.reviewing.secondPerson,
    groups: groupsOf(config),
  });
  return {
    config: slack,
    log,
    clock: systemClock,
    desk: {
      ...desk,
      decide: async (request: DecisionRequest) => {
        const result = await desk.decide(request);
        metrics.decisions.inc({ kind: result.kind === 'decided' ? request.kind : result.kind });
        return result;
      },
    },
  };
}

/** Read once, when somebody first rejects. */
function groupsOf({ promptsDir }: Config): () => Promise<readonly string[]> {
  let known: Promise<readonly string[]> | null = null;
  return () => {
    known ??= loadTaxonomy(`${promptsDir}/intents.yaml`).then(({ intents }) => [
      ...new Set(intents.map(({ group }) => group)),
    ]);
    return known;
  };
}

export function openCards({ config, reviews, log }: Pick<Parts, 'config' | 'reviews' | 'log'>): SlackHandlers {
  return config.slack
    ? createSlackHandlers({
        config: config.slack,
        reviews,
        log,
        clock: systemClock,
        timeoutMs: config.timing.writeTimeoutMs,
      })
    : createUnconnectedCards();
}

/** Money, access and public words: only byte by byte as a decision released them. */
export function asReleased(handlers: EffectHandlers, { db }: ReviewStore): EffectHandlers {
  return {
    ...handlers,
    tool_run: onlyAsReleased(handlers.tool_run, db),
    public_reply: onlyAsReleased(handlers.public_reply, db),
  };
}

const REMINDER_LOOK_MS = 20_000;

/** Looks regularly for questions that people should be called to. A failed look is logged and the next one tries again. */
export function startReminders({ config, reviews, queue, log, shutdown }: Parts): void {
  const { remindAfterMs, escalateAfterMs, businessHours } = config.reviewing;
  const rules = {
    remindAfterMs,
    escalateAfterMs,
    escalateTo: config.slack?.leads[0] ?? null,
    hours: businessHours === null ? null : parseBusinessHours(businessHours),
  };
  let running: Promise<void> = Promise.resolve();
  async function look(): Promise<void> {
    try {
      for (const effectId of await remindAboutReviews(reviews.db, rules, systemClock.now()))
        await queue.ring('effect.deliver', { effectId });
    } catch (error) {
      log.warn({ err: messageOf(error) }, 'could not look for reviews to remind of');
    }
  }
  const timer = setInterval(() => {
    running = running.then(look);
  }, REMINDER_LOOK_MS);
  shutdown.add('reminders', async () => {
    clearInterval(timer);
    await running;
  });
}
