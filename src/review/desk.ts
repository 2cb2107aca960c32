import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { planEffects } from '../effects/plan-effects.ts';
import type { Database } from '../platform/database.ts';
import { SettingStore } from '../rollout/settings.ts';
import { actorLine } from './actor.ts';
import { appendAudit } from './audit.ts';
import { type Reassignment, reassign, remindLater } from './change-review.ts';
import type { DecisionDeps, DecisionRequest, DecisionResult } from './decision.ts';
import { decide } from './decisions.ts';
import { ExampleStore } from './example-store.ts';
import {
  type DeskNumbers,
  deskNumbers,
  type OpenReview,
  openReviews,
  reviewsOfTicket,
  type TicketLine,
} from './inbox.ts';
import { escapeHtml } from './reply-html.ts';
import { type RescueRequest, type RescueResult, rescue } from './rescue.ts';
import type { Actor, Review } from './review.ts';
import { type ReviewerLink, ReviewerLinks } from './reviewer-links.ts';
import { createRefusalLog, type TurnedAway } from './turned-away.ts';
import { type UndoRequest, type UndoResult, undoRun } from './undo.ts';

export interface Attachment {
  ticketId: number;
  text: string;
  permalink: string | null;
  actor: Actor;
}

/** Everything a person at a door can ask of reviews. Rights are checked by the door, facts by the rows behind this. */
export interface ReviewDesk {
  find(reviewId: number): Promise<Review | null>;
  decide(request: DecisionRequest): Promise<DecisionResult>;
  /** Takes back something that was approved and done, within a day. */
  undo(request: UndoRequest): Promise<UndoResult>;
  reassign(request: Reassignment): Promise<boolean>;
  /** Tries a failed step again, or takes it over. */
  rescue(request: RescueRequest): Promise<RescueResult>;
  remindLater(request: { reviewId: number; slackId: string; at: Date }): Promise<boolean>;
  saveExample(reviewId: number, by: Actor): Promise<boolean>;
  /** A note on the ticket with words from the chat. False when Deskhand never saw the ticket. */
  attach(attachment: Attachment): Promise<boolean>;
  turnedAway(entry: TurnedAway): Promise<void>;
  linkOf(slackId: string): Promise<ReviewerLink | null>;
  open(): Promise<OpenReview[]>;
  ofTicket(ticketId: number): Promise<TicketLine[]>;
  numbers(): Promise<DeskNumbers>;
  isPaused(): Promise<boolean>;
  pause(paused: boolean, by: Actor): Promise<void>;
  /** Groups of the helpdesk that a rejected ticket may be handed to. */
  groups(): Promise<readonly string[]>;
}

/** More than anybody works through; Slack's Home shows fewer. */
const MOST_LISTED = 200;

export interface DeskDeps extends DecisionDeps {
  database: Database;
  groups: () => Promise<readonly string[]>;
}

export function createReviewDesk(deps: DeskDeps): ReviewDesk {
  const { database, reviews, doorbell } = deps;
  const { db } = reviews;
  const links = new ReviewerLinks(database);
  const examples = new ExampleStore(database);
  const settings = new SettingStore(database);
  return {
    find: (reviewId) => reviews.find(reviewId),
    decide: (request) => decide(deps, request),
    undo: (request) => undoRun({ db, doorbell }, request),
    reassign: (request) => reassign({ db, doorbell }, request),
    rescue: (request) => rescue({ db, doorbell }, request),
    remindLater: (request) => remindLater({ db, doorbell }, request),
    saveExample: async (reviewId, by) => {
      const review = await reviews.find(reviewId);
      if (review) await examples.save(review, by);
      return review !== null;
    },
    attach: (attachment) => attach(deps, attachment),
    turnedAway: createRefusalLog(db),
    linkOf: (slackId) => links.find(slackId),
    open: () => openReviews(db, MOST_LISTED),
    ofTicket: (ticketId) => reviewsOfTicket(db, ticketId),
    numbers: () => deskNumbers(db),
    isPaused: async () => (await settings.load()).paused,
    pause: async (paused, by) => {
      await settings.set('paused', paused, actorLine(by));
      const action = paused ? 'paused' : 'resumed';
      await db
        .transaction()
        .execute((trx) => appendAudit(trx, { actor: actorLine(by), action, caseId: null, details: {} }));
    },
    groups: deps.groups,
  };
}

async function attach({ reviews, doorbell }: DeskDeps, request: Attachment): Promise<boolean> {
  const { ticketId, actor, text, permalink } = request;
  const effectIds = await reviews.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: number }>`select id from ticket_case where ticket_id = ${ticketId}`.execute(trx);
    const [found] = rows;
    if (!found) return null;
    const link = permalink === null ? '' : `<p>${escapeHtml(permalink)}</p>`;
    const noteHtml = `<p><strong>${escapeHtml(actor.name)} sent this from Slack:</strong></p><p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>${link}`;
    const base = { lastPublicCommentId: 0, stamp: '', settled: false, tags: [] };
    const payload = { ticketId, base, noteHtml, addTags: [] };
    const cause = { caseId: found.id, turnId: null, reviewId: null, decisionId: null };
    const details = { ticketId };
    await appendAudit(trx, { actor: actorLine(actor), action: 'message attached', caseId: found.id, details });
    return planEffects(trx, cause, [{ key: `attached:${randomUUID()}`, kind: 'staff_note', payload }]);
  });
  for (const effectId of effectIds ?? []) await doorbell.ring('effect.deliver', { effectId });
  return effectIds !== null;
}
