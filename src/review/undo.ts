import { type Kysely, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { EFFECT_PAYLOADS, type PlannedEffect } from '../effects/effect.ts';
import { planEffects } from '../effects/plan-effects.ts';
import type { Doorbell } from '../queue/jobs.ts';
import { inputDigest } from '../tools/input-digest.ts';
import type { ToolCall } from '../tools/tool.ts';
import { actorLine } from './actor.ts';
import { appendAudit } from './audit.ts';
import { cardRefresh } from './open-review.ts';
import { releasedBy } from './released.ts';
import { escapeHtml } from './reply-html.ts';
import type { Actor } from './review.ts';
import type { ReviewTables } from './review-store.ts';
import { wayBack } from './way-back.ts';

/** After a day the customer has read the reply and counts on it: then it is a new matter and no undo. */
export const UNDO_HOURS = 24;

export interface UndoRequest {
  reviewId: number;
  /** The run that is to be taken back. */
  effectId: number;
  actor: Actor;
  surface: string;
}

export type UndoResult = { kind: 'planned'; preview: string } | { kind: 'refused'; reason: string };

const Row = z.object({
  id: z.coerce.number(),
  key: z.string(),
  case_id: z.coerce.number(),
  turn_id: z.coerce.number().nullable(),
  payload: EFFECT_PAYLOADS.tool_run,
  state: z.string(),
  in_time: z.boolean(),
  undone: z.boolean(),
  fingerprint: z.string(),
});
type Row = z.infer<typeof Row>;

/** Takes back what was approved, as a decision of its own with an effect of its own. The first press counts, later ones are told so. */
export async function undoRun(
  { db, doorbell }: { db: Kysely<ReviewTables>; doorbell: Doorbell },
  request: UndoRequest,
): Promise<UndoResult> {
  const done = await db.transaction().execute((trx) => write(trx, request));
  if (done.kind === 'refused') return done;
  for (const effectId of done.effectIds) await doorbell.ring('effect.deliver', { effectId }, { urgent: true });
  return { kind: 'planned', preview: done.preview };
}

type Written = { kind: 'refused'; reason: string } | { kind: 'planned'; preview: string; effectIds: number[] };

async function write(trx: Transaction<ReviewTables>, request: UndoRequest): Promise<Written> {
  const row = await find(trx, request);
  if (row === null || row.state !== 'done') return refused('There is nothing here that was done and could be undone.');
  if (row.undone) return refused('Somebody has undone this already.');
  if (!row.in_time) return refused(`This was done more than ${UNDO_HOURS} hours ago, so it can only be changed anew.`);
  const back = wayBack(row.payload.tool, row.payload.input);
  if (back === null) return refused('This cannot be undone.');
  const planned = effectsOf(row, back, request.actor);
  const decisionId = await insertDecision(trx, { row, request, planned });
  const { case_id: caseId, turn_id: turnId } = row;
  const cause = { caseId, turnId, reviewId: request.reviewId, decisionId };
  const effectIds = await planEffects(trx, cause, [...planned, cardRefresh(request.reviewId, `undo-${row.id}`)]);
  const details = { reviewId: request.reviewId, effectId: row.id, undo: back.preview, surface: request.surface };
  await appendAudit(trx, { actor: actorLine(request.actor), action: 'undo approved', caseId, details });
  return { kind: 'planned', preview: back.preview, effectIds };
}

function refused(reason: string): Written {
  return { kind: 'refused', reason };
}

/** Locked, so that two people who press at once are two after each other. */
async function find(trx: Transaction<ReviewTables>, { reviewId, effectId }: UndoRequest): Promise<Row | null> {
  await sql`select id from effect where id = ${effectId} for update`.execute(trx);
  const { rows } = await sql`
    select e.id, e.key, e.case_id, e.turn_id, e.payload, e.state, r.fingerprint,
      e.finished_at > now() - make_interval(hours => ${UNDO_HOURS}) as in_time,
      exists (select 1 from effect u where u.key = 'undo:' || e.key) as undone
    from effect e join review r on r.id = e.review_id
    where e.id = ${effectId} and e.review_id = ${reviewId} and e.kind = 'tool_run'
  `.execute(trx);
  const parsed = Row.safeParse(rows[0]);
  return parsed.success ? parsed.data : null;
}

/** First the way back, then a note that says so where the team works. The customer is told by a person, who knows why. */
function effectsOf(row: Row, { call, preview }: { call: ToolCall; preview: string }, actor: Actor): PlannedEffect[] {
  const { ticketId } = row.payload;
  const digest = inputDigest(call.tool, call.input);
  const key = `undo:${row.key}`;
  const run: PlannedEffect<'tool_run'> = {
    key,
    kind: 'tool_run',
    payload: {
      ticketId,
      tool: call.tool,
      input: call.input,
      idempotencyKey: `deskhand-${key}-${call.tool}:${digest}`,
      preview: `Undo: ${preview}`,
    },
  };
  const noteHtml = `<h3>Deskhand · Undone</h3><p>${escapeHtml(actor.name)} took back: ${escapeHtml(row.payload.preview)}.</p><p>Done: ${escapeHtml(preview)}. The customer has not been told.</p>`;
  const base = { lastPublicCommentId: 0, stamp: '', settled: false, tags: [] };
  return [
    run,
    { key: `undone:${row.key}`, kind: 'staff_note', payload: { ticketId, base, noteHtml, addTags: [] }, after: key },
  ];
}

interface Undoing {
  row: Row;
  request: UndoRequest;
  planned: readonly PlannedEffect[];
}

async function insertDecision(trx: Transaction<ReviewTables>, { row, request, planned }: Undoing): Promise<number> {
  const { id } = await trx
    .insertInto('decision')
    .values({
      review_id: request.reviewId,
      kind: 'undo',
      actor: JSON.stringify(request.actor),
      surface: request.surface,
      fingerprint: row.fingerprint,
      final_text: null,
      reason: null,
      edit_words: null,
      edit_share: null,
      edit_class: null,
      next_step: null,
      released: JSON.stringify(releasedBy(planned)),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
