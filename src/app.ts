import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Floor } from './app-floor.ts';
import { pressDeps } from './app-slack.ts';
import { startWatch } from './app-upkeep.ts';
import { systemClock } from './platform/clock.ts';
import { messageOf } from './platform/errors.ts';
import { readiness } from './platform/health.ts';
import type { SlackReceiver } from './slack/bolt-app.ts';
import { createSlackPresses } from './slack/slack-door.ts';
import { createInboxStore } from './tickets/inbox-store.ts';
import { createLabelStore } from './tickets/label-store.ts';
import { alarmsOf } from './upkeep/alarms.ts';
import { createSignGauges } from './upkeep/sign-gauges.ts';
import { readSigns } from './upkeep/signs.ts';
import { createOwnUserLookUp } from './zendesk/own-user.ts';
import { zendeskWebhook } from './zendesk/webhook.ts';

/** The web process: takes webhooks and presses, answers health and numbers. Thinks about nothing. */
export async function buildWeb(floor: Floor): Promise<{ express: Express; slack: SlackReceiver | null }> {
  const { config, log, database, queue, metrics } = floor;
  const slack = config.slack?.signingSecret
    ? createSlackPresses(pressDeps(floor, { ...config.slack, appToken: null }))
    : null;
  const web = express();
  web.disable('x-powered-by');
  // Both check signatures over raw bytes, so they stand before anything that would read the body.
  if (slack?.router) web.use(slack.router);
  const inbox = createInboxStore(database);
  const secrets = config.zendesk.webhookSecrets;
  const ownUserId = createOwnUserLookUp({ database, clock: systemClock, log });
  // Looks now, so that the first event finds an answer.
  ownUserId();
  const delivered = { delivery: (result: string) => metrics.webhooks.inc({ result }) };
  web.use(
    '/webhooks/zendesk',
    zendeskWebhook({
      inbox,
      labels: createLabelStore(database),
      doorbell: queue,
      secrets,
      oldSecretsUntil: config.zendesk.webhookOldSecretUntil,
      ownUserId,
      accountId: config.zendesk.accountId,
      clock: systemClock,
      log,
      metrics: delivered,
    }),
  );
  web.use(helmet());
  web.get('/health/live', (_request, response) => void response.json({ status: 'live' }));
  web.get(
    '/health/ready',
    readiness(
      { database: () => database.pool.query('select 1').then(() => true), queue: () => queue.isReady() },
      async () => alarmsOf(await readSigns(database)).map(({ code, words }) => `${code}: ${words}`),
    ),
  );
  const setGauges = createSignGauges(metrics);
  web.get('/metrics', async (_request, response) => {
    // Without the database the numbers of this process are still worth having.
    await readSigns(database).then(setGauges, (error: unknown) => log.warn({ err: messageOf(error) }, 'no signs'));
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  startWatch(floor);
  return { express: web, slack };
}

/** Socket Mode, for sites that Slack cannot reach over HTTP. */
export function buildSlack(floor: Floor): SlackReceiver {
  const { slack } = floor.config;
  if (!slack?.appToken)
    throw new Error(
      'SLACK_APP_TOKEN is missing: the slack process is for Socket Mode; over HTTP the web process is enough',
    );
  return createSlackPresses(pressDeps(floor, slack));
}
