import { type Kysely, sql, type Transaction } from 'kysely';
import type { EffectPayload } from '../effects/effect.ts';
import { planEffects } from '../effects/plan-effects.ts';
import { appendAudit } from './audit.ts';
import { type BusinessHours, isOpenAt, openTimeBetween } from './business-hours.ts';
import type { ReviewTables } from './review-store.ts';

export interface ReminderRules {
  remindAfterMs: number;
  /** Counted from the question, like the reminder. */
  escalateAfterMs: number;
  /** Who is called at last; null = nobody in particular. */
  escalateTo: string | null;
  hours: BusinessHours | null;
}

interface Waiting {
  id: number;
  case_id: number;
  turn_id: number;
  asked_of: string | null;
  opened_at: Date;
  remind_at: Date | null;
  reminders: number;
}

/**
 * Calls those who were asked, once; later those above them, once; then it is quiet until the question expires. Never outside the
 * team's hours: what falls due at night is said in the morning. Returns the effects to deliver.
 */
export async function remindAboutReviews(db: Kysely<ReviewTables>, rules: ReminderRules, now: Date): Promise<number[]> {
  const own = await ownReminders(db, now);
  if (!isOpenAt(rules.hours, now)) return own;
  const waiting = await db
    .selectFrom('review')
    .select(['id', 'case_id', 'turn_id', 'asked_of', 'opened_at', 'remind_at', 'reminders'])
    .where('state', '=', 'open')
    .where('reminders', '<', STEPS.length)
    .where('expires_at', '>', now)
    .where((eb) => eb.or([eb('remind_at', 'is', null), eb('remind_at', '<=', now)]))
    .execute();
  const ids: number[] = [];
  for (const review of waiting.filter((candidate) => isDue(candidate, rules, now)))
    ids.push(...(await db.transaction().execute((trx) => remind(trx, review, { rules, now }))));
  return [...own, ...ids];
}

const STEPS = ['reminder', 'escalation'] as const;

function isDue({ opened_at, remind_at, reminders }: Waiting, rules: ReminderRules, now: Date): boolean {
  // Reassigned: the time runs anew, and the row says when.
  if (remind_at !== null) return remind_at <= now;
  const after = reminders === 0 ? rules.remindAfterMs : rules.escalateAfterMs;
  return openTimeBetween(rules.hours, opened_at, now) >= after;
}

async function remind(
  trx: Transaction<ReviewTables>,
  review: Waiting,
  { rules, now }: { rules: ReminderRules; now: Date },
): Promise<number[]> {
  const note = STEPS[review.reminders] ?? 'escalation';
  const gap = rules.escalateAfterMs - rules.remindAfterMs;
  const { numUpdatedRows } = await trx
    .updateTable('review')
    .set({
      reminders: review.reminders + 1,
      remind_at: review.remind_at === null ? null : new Date(now.getTime() + gap),
    })
    .where('id', '=', review.id)
    .where('state', '=', 'open')
    .where('reminders', '=', review.reminders)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return [];
  const mention = note === 'escalation' ? (rules.escalateTo ?? review.asked_of) : review.asked_of;
  const details = { reviewId: review.id, mention };
  await appendAudit(trx, { actor: 'worker', action: `review ${note}`, caseId: review.case_id, details });
  const once = review.remind_at === null ? '' : `-${review.remind_at.getTime()}`;
  return planNote(trx, review, { key: `${note}${once}`, note, mention });
}

/** What people asked for themselves; the hour was theirs to choose. */
function ownReminders(db: Kysely<ReviewTables>, now: Date): Promise<number[]> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<Waiting & { slack_id: string; due_at: Date }>`
      with due as (delete from review_reminder where due_at <= ${now} returning *)
      select due.slack_id, due.due_at, r.id, r.case_id, r.turn_id, r.asked_of, r.opened_at, r.remind_at, r.reminders
      from due join review r on r.id = due.review_id where r.state = 'open'
    `.execute(trx);
    const ids: number[] = [];
    for (const row of rows)
      ids.push(
        ...(await planNote(trx, row, {
          key: `snoozed-${row.slack_id}-${row.due_at.getTime()}`,
          note: 'snoozed',
          mention: row.slack_id,
        })),
      );
    return ids;
  });
}

function planNote(
  trx: Transaction<ReviewTables>,
  { id, case_id, turn_id }: Waiting,
  { key, ...say }: { key: string } & Pick<EffectPayload<'slack_note'>, 'note' | 'mention'>,
): Promise<number[]> {
  const cause = { caseId: case_id, turnId: turn_id, reviewId: id, decisionId: null };
  const payload = { reviewId: id, ...say, by: null };
  return planEffects(trx, cause, [{ key: `note:${id}:${key}`, kind: 'slack_note', payload }]);
}
