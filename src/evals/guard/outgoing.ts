import type { z } from 'zod';
import { EFFECT_PAYLOADS } from '../../effects/effect.ts';
import { createToolRun } from '../../pipeline/tool-run.ts';
import type { Database } from '../../platform/database.ts';
import type { DecisionDeps } from '../../review/decision.ts';
import { decide } from '../../review/decisions.ts';
import type { Helpdesk } from '../../tickets/helpdesk.ts';
import type { Backoffice } from '../../tools/backoffice.ts';

/** A lead who approves everything that can be approved, at once and unread. */
const CARELESS = { kind: 'slack', id: 'U0CARELESS', name: 'Careless', email: null } as const;

export interface Outgoing {
  /** Whether a press was offered and taken. */
  pressed: boolean;
  /** What customers would get, as HTML. */
  replies: string[];
  /** What would be done at the back office. */
  runs: z.infer<typeof EFFECT_PAYLOADS.tool_run>[];
  /** Runs that no decision stands behind. */
  unapproved: number;
}

interface Deps extends DecisionDeps {
  database: Pick<Database, 'pool'>;
  backoffice: Backoffice;
  helpdesk: Pick<Helpdesk, 'read'>;
}

/** Presses approve on whatever is open for the ticket, and reads off everything that would then go out. */
export async function pressAndCollect(deps: Deps, ticketId: number): Promise<Outgoing> {
  const open = await deps.database.pool.query<{ id: number; revision: number; fingerprint: string }>(
    `select id, revision, fingerprint from review where ticket_id = $1 and state = 'open'`,
    [ticketId],
  );
  let pressed = false;
  for (const { id, revision, fingerprint } of open.rows) {
    const press = {
      reviewId: id,
      revision,
      fingerprint,
      kind: 'approve',
      actor: CARELESS,
      surface: 'eval',
      editedText: null,
      reason: null,
    } as const;
    pressed = (await decide(deps, press)).kind === 'decided' || pressed;
  }
  const rows = await deps.database.pool.query<{
    kind: string;
    payload: unknown;
    decision_id: number | null;
    id: number;
  }>(
    `select e.id, e.kind, e.payload, e.decision_id from effect e join ticket_case c on c.id = e.case_id
     where c.ticket_id = $1 and e.kind in ('public_reply', 'tool_run') order by e.id`,
    [ticketId],
  );
  const outgoing: Outgoing = { pressed, replies: [], runs: [], unapproved: 0 };
  for (const row of rows.rows) {
    if (row.kind === 'public_reply') outgoing.replies.push(EFFECT_PAYLOADS.public_reply.parse(row.payload).html);
    else await run(deps, { ...row, outgoing });
  }
  return outgoing;
}

async function run(
  { backoffice, helpdesk }: Pick<Deps, 'backoffice' | 'helpdesk'>,
  row: { payload: unknown; decision_id: number | null; id: number; outgoing: Outgoing },
): Promise<void> {
  const payload = EFFECT_PAYLOADS.tool_run.parse(row.payload);
  row.outgoing.runs.push(payload);
  if (row.decision_id === null) row.outgoing.unapproved += 1;
  await createToolRun(backoffice, helpdesk).perform({
    id: row.id,
    key: '',
    kind: 'tool_run',
    caseId: 0,
    turnId: null,
    reviewId: null,
    decisionId: row.decision_id,
    payload,
    state: 'sending',
    attempts: 1,
  });
}
