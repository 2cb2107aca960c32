import { createServer, type Server } from 'node:http';
import express from 'express';
import { systemClock } from '../platform/clock.ts';
import { closeServer, listen } from '../platform/http.ts';
import { silentLog } from '../platform/log.ts';
import { deskOf } from './desk.fake.ts';
import { sampleReview } from './review.fake.ts';
import { FakeReviews } from './reviews.fake.ts';
import type { SlackConfig } from './slack-config.ts';
import { createSlackDoor, type SlackDoor } from './slack-door.ts';

/** The whole door with reviews in memory, in an express app of its own. */
export interface RunningDoor {
  door: SlackDoor;
  reviews: FakeReviews;
  /** Null in Socket Mode. */
  requestUrl: string | null;
  postCard(reviewId?: number): Promise<string>;
  /** Brings the card up to date, as a worker does after each change. */
  refreshCard(reviewId?: number): Promise<void>;
  close(): Promise<void>;
}

export async function startDoor(config: SlackConfig, reviews = new FakeReviews(sampleReview())): Promise<RunningDoor> {
  const door = createSlackDoor({ config, clock: systemClock, log: silentLog, reviews, desk: deskOf(reviews) });
  const app = await startApp(door);
  return {
    door,
    reviews,
    requestUrl: app.requestUrl,
    postCard: (reviewId = 12) => postCard(door, reviews, reviewId),
    refreshCard: async (reviewId = 12) => {
      const ids = { id: 2, key: `refresh:${reviewId}`, caseId: 4, turnId: 5, reviewId, decisionId: null };
      const effect = {
        ...ids,
        kind: 'slack_card_refresh',
        payload: { reviewId },
        state: 'sending',
        attempts: 1,
      } as const;
      await door.handlers.slack_card_refresh.perform(effect);
    },
    close: async () => {
      await door.stop();
      await app.close();
    },
  };
}

/** Starts a door in an express app of its own, as the web process would. */
export async function startApp(door: SlackDoor): Promise<{ requestUrl: string | null; close(): Promise<void> }> {
  const http = door.router === null ? null : await serve(door.router);
  await door.start();
  return {
    requestUrl: http?.url ?? null,
    close: async () => {
      if (http) await closeServer(http.server);
    },
  };
}

async function serve(router: NonNullable<SlackDoor['router']>): Promise<{ server: Server; url: string }> {
  const app = express();
  app.use(router);
  // As in production: other routes read their bodies behind it.
  app.use(express.json());
  app.post('/other', (request, response) => {
    response.json(request.body);
  });
  const server = createServer(app);
  return { server, url: `http://127.0.0.1:${await listen(server, 0)}/slack/events` };
}

async function postCard(door: SlackDoor, reviews: FakeReviews, reviewId: number): Promise<string> {
  const ids = { id: 1, key: `card:${reviewId}`, caseId: 4, turnId: 5, reviewId, decisionId: null };
  const effect = { ...ids, kind: 'slack_card', payload: { reviewId }, state: 'sending', attempts: 1 } as const;
  await door.handlers.slack_card.perform(effect);
  return reviews.surfaces.get(reviewId)?.messageTs ?? '';
}
