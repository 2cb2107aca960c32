import type { Generated, Kysely } from 'kysely';
import { EFFECT_PAYLOADS } from '../effects/effect.ts';
import type { EffectTables } from '../effects/effect-rows.ts';
import type { Database } from '../platform/database.ts';
import { parseActor } from './actor.ts';
import type { AuditTables } from './audit.ts';
import { isCut } from './card-room.ts';
import { lastRescue } from './last-rescue.ts';
import { nextStepWords, parseNextStep } from './next-step.ts';
import { type CarriedOut, type Decision, type Review, type ReviewState, ShownReview } from './review.ts';
import { wayBack } from './way-back.ts';

export type ReviewTables = EffectTables &
  AuditTables & {
    review: {
      id: Generated<number>;
      turn_id: number;
      case_id: number;
      ticket_id: number;
      revision: number;
      fingerprint: string;
      state: Generated<ReviewState>;
      shown: unknown;
      opened_at: Generated<Date>;
      expires_at: Date;
      decided_at: Date | null;
      closed_reason: string | null;
      asked_of: string | null;
      remind_at: Date | null;
      reminders: Generated<number>;
      round: Generated<number>;
    };
    decision: {
      id: Generated<number>;
      review_id: number;
      kind: 'approve' | 'edit' | 'reject' | 'undo';
      actor: unknown;
      surface: string;
      fingerprint: string;
      final_text: string | null;
      reason: string | null;
      edit_words: number | null;
      edit_share: number | null;
      edit_class: string | null;
      next_step: string | null;
      released: unknown;
      decided_at: Generated<Date>;
    };
    surface: {
      id: Generated<number>;
      review_id: number;
      channel: string;
      message_ts: string;
      rendered_hash: string;
      posted_at: Generated<Date>;
    };
  };

export interface Surface {
  channel: string;
  messageTs: string;
  renderedHash: string;
}

/** Reads reviews and remembers where they are shown. Decisions are written by decisions.ts alone. */
export class ReviewStore {
  readonly db: Kysely<ReviewTables>;

  constructor(database: Database) {
    this.db = database.sql.withTables<ReviewTables>();
  }

  async find(reviewId: number): Promise<Review | null> {
    const row = await this.db.selectFrom('review').selectAll().where('id', '=', reviewId).executeTakeFirst();
    if (!row) return null;
    const shown = ShownReview.parse(row.shown);
    const isOpen = row.state === 'open';
    // Fifty people may press at once, so an open question costs one query: nothing was decided and nothing released yet.
    const [decision, carriedOut, newer, wholeInThread] = await Promise.all([
      isOpen ? null : this.#decisionOf(reviewId),
      isOpen ? [] : this.#carriedOut(reviewId),
      this.#newerThan(row),
      isOpen && isCut(shown) ? this.#wholeInThread(reviewId) : false,
    ]);
    // Nobody can have rescued what was not tried yet; fifty who come too late are spared the question.
    const wasTried = carriedOut.some(({ state }) => state !== 'planned');
    return {
      id: row.id,
      turnId: row.turn_id,
      caseId: row.case_id,
      ticketId: row.ticket_id,
      revision: row.revision,
      fingerprint: row.fingerprint,
      state: row.state,
      shown,
      openedAt: row.opened_at,
      expiresAt: row.expires_at,
      askedOf: row.asked_of,
      closedReason: row.closed_reason,
      newer,
      wholeInThread,
      decision,
      carriedOut,
      rescue: wasTried ? await lastRescue(this.db, reviewId) : null,
    };
  }

  /** The newest review of a case: where a press on an older card is sent. */
  async newestOf(caseId: number): Promise<{ id: number; revision: number; state: ReviewState } | null> {
    const row = await this.db
      .selectFrom('review')
      .select(['id', 'revision', 'state'])
      .where('case_id', '=', caseId)
      .orderBy('revision', 'desc')
      .executeTakeFirst();
    return row ?? null;
  }

  async surfaceOf(reviewId: number): Promise<Surface | null> {
    const row = await this.db
      .selectFrom('surface')
      .select(['channel', 'message_ts as messageTs', 'rendered_hash as renderedHash'])
      .where('review_id', '=', reviewId)
      .executeTakeFirst();
    return row ?? null;
  }

  /** Where the card of a review is: the first place that is kept stays, whoever comes later gets it back. */
  async keepSurface(reviewId: number, surface: Surface): Promise<Surface> {
    const values = { channel: surface.channel, message_ts: surface.messageTs, rendered_hash: surface.renderedHash };
    await this.db
      .insertInto('surface')
      .values({ review_id: reviewId, ...values })
      .onConflict((on) => on.column('review_id').doNothing())
      .execute();
    return (await this.surfaceOf(reviewId)) ?? surface;
  }

  async saveSurface(reviewId: number, surface: Surface): Promise<void> {
    const values = { channel: surface.channel, message_ts: surface.messageTs, rendered_hash: surface.renderedHash };
    await this.db
      .insertInto('surface')
      .values({ review_id: reviewId, ...values })
      .onConflict((on) => on.column('review_id').doUpdateSet(values))
      .execute();
  }

  async #decisionOf(reviewId: number): Promise<Decision | null> {
    const row = await this.db
      .selectFrom('decision')
      .selectAll()
      .where('review_id', '=', reviewId)
      .where('kind', '<>', 'undo')
      .executeTakeFirst();
    if (!row || row.kind === 'undo') return null;
    return {
      id: row.id,
      kind: row.kind,
      actor: parseActor(row.actor),
      finalText: row.final_text,
      reason: row.reason,
      nextStep: row.next_step === null ? null : nextStepWords(parseNextStep(row.next_step)),
      decidedAt: row.decided_at,
    };
  }

  /** The next question about the same case, once its card is posted. */
  async #newerThan(row: { case_id: number; revision: number; state: ReviewState }): Promise<Review['newer']> {
    if (row.state !== 'superseded' && row.state !== 'rejected') return null;
    const newer = await this.db
      .selectFrom('review as r')
      .innerJoin('surface as s', 's.review_id', 'r.id')
      .select(['r.revision', 's.channel', 's.message_ts as messageTs'])
      .where('r.case_id', '=', row.case_id)
      .where('r.revision', '>', row.revision)
      .orderBy('r.revision', 'desc')
      .executeTakeFirst();
    return newer ?? null;
  }

  async #wholeInThread(reviewId: number): Promise<boolean> {
    const row = await this.db
      .selectFrom('effect')
      .select('id')
      .where('key', '=', `note:${reviewId}:whole`)
      .where('state', '=', 'done')
      .executeTakeFirst();
    return row !== undefined;
  }

  async #carriedOut(reviewId: number): Promise<CarriedOut[]> {
    const rows = await this.db
      .selectFrom('effect')
      .select(['id', 'key', 'kind', 'payload', 'state', 'reason'])
      .where('review_id', '=', reviewId)
      .where('kind', 'in', ['tool_run', 'public_reply'])
      .orderBy('id')
      .execute();
    const undone = new Set(rows.map(({ key }) => key));
    return rows.map((row) => {
      const undo = undone.has(`undo:${row.key}`) ? null : undoOf(row);
      return {
        preview: previewOf(row.kind, row.payload),
        state: row.state,
        reason: row.reason,
        ...(undo && { undo: { effectId: row.id, preview: undo.preview } }),
      };
    });
  }
}

interface Ran {
  key: string;
  kind: string;
  state: string;
  payload: unknown;
}

/** What was done and can still be taken back. An undo is not undone: that would be a new request. */
function undoOf({ key, kind, state, payload }: Ran): ReturnType<typeof wayBack> {
  if (kind !== 'tool_run' || state !== 'done' || key.startsWith('undo:')) return null;
  const run = EFFECT_PAYLOADS.tool_run.safeParse(payload);
  return run.success ? wayBack(run.data.tool, run.data.input) : null;
}

function previewOf(kind: string, payload: unknown): string {
  if (kind === 'public_reply') return 'Reply to the customer';
  return payload && typeof payload === 'object' && 'preview' in payload ? String(payload.preview) : kind;
}
