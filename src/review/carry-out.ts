import { type EffectKind, messageKey, type PlannedEffect } from '../effects/effect.ts';
import { unreachable } from '../platform/errors.ts';
import { cleanText } from '../tickets/visible-text.ts';
import { type CheckOptions, checkReply } from './checks.ts';
import { replyHtml } from './reply-html.ts';
import type { Actor, Review, ShownReview } from './review.ts';

interface Choice {
  kind: 'approve' | 'edit' | 'reject';
  editedText: string | null;
}

/** Findings that a person's own edit may override: a person may say what no article says. */
const EDITOR_MAY = new Set(['unbacked', 'long', 'language']);

/** What stands against carrying the choice out. An edit is checked again; one press never approves what the checks refused. */
export function problemsOf(shown: ShownReview, choice: Choice, options: CheckOptions): string[] {
  switch (choice.kind) {
    case 'reject':
      return [];
    case 'approve':
      return [
        ...shown.findings.filter((finding) => finding.severity === 'block').map((finding) => finding.words),
        ...shown.proposals.flatMap((proposal) => proposal.brokenLimits),
      ];
    case 'edit': {
      const reply = {
        text: finalTextOf(shown, choice) ?? '',
        sources: shown.sources,
        customerLanguage: shown.assessment.language,
      };
      const { findings } = checkReply(reply, options);
      return [
        ...stillContradicted(shown, reply.text),
        ...findings
          .filter((finding) => finding.severity === 'block' && !EDITOR_MAY.has(finding.code))
          .map((finding) => finding.words),
        // Other words do not make a broken limit whole: an edit releases the actions too.
        ...shown.proposals.flatMap((proposal) => proposal.brokenLimits),
      ];
    }
    default:
      return unreachable(choice.kind);
  }
}

/** A second reading by a model is not repeated for an edit: a sentence that it found contradicted and that was left as it was stays refused. */
function stillContradicted({ sentences }: ShownReview, text: string): string[] {
  return sentences
    .filter((sentence) => sentence.state === 'contradicted' && text.includes(sentence.text))
    .map((sentence) => `Disagrees with its source, and the edit left it as it was: “${sentence.text}”`);
}

/** The text that will be sent, still with its [n] marks; null when nothing is sent. Exactly what the card shows: no more, no less. */
export function finalTextOf(shown: ShownReview, choice: Choice): string | null {
  if (choice.kind === 'reject') return null;
  return cleanText(choice.kind === 'edit' ? (choice.editedText ?? '') : shown.draft.text).text;
}

export interface CarryOutRequest {
  kind: 'approve' | 'edit' | 'reject';
  actor: Actor;
  finalText: string | null;
  reason: string | null;
  disclosure: string | null;
}

/** What is released, and for which turn. */
export type Released = Pick<Review, 'ticketId' | 'shown'>;

/** The message that is answered, by the helpdesk's own numbers. */
function messageKeyOf({ ticketId, shown }: Released): string {
  return messageKey(ticketId, shown.base.lastPublicCommentId, shown.revision);
}

/** The rows that the decision releases: first what was proposed, exactly as shown, then the reply that speaks of it. */
export function effectsOf(review: Released, request: CarryOutRequest): PlannedEffect[] {
  if (request.kind === 'reject') return [];
  const runs = review.shown.proposals.map(
    (proposal): PlannedEffect<'tool_run'> => ({
      key: `tool:${messageKeyOf(review)}:${proposal.key}`,
      kind: 'tool_run',
      payload: {
        ticketId: review.ticketId,
        base: review.shown.base,
        tool: proposal.tool,
        input: proposal.input,
        idempotencyKey: `deskhand-${messageKeyOf(review)}-${proposal.key}`,
        preview: proposal.preview,
        ...(proposal.onBehalfOf ? { onBehalfOf: proposal.onBehalfOf } : {}),
      },
    }),
  );
  const chained: PlannedEffect[] = runs.map((run, index) => withPredecessor(run, runs[index - 1]?.key));
  if (request.finalText === null) return chained;
  return [...chained, withPredecessor(replyEffect(review, request, request.finalText), runs.at(-1)?.key)];
}

function withPredecessor<K extends EffectKind>(effect: PlannedEffect<K>, after: string | undefined): PlannedEffect<K> {
  return after === undefined ? effect : { ...effect, after };
}

function replyEffect(review: Released, request: CarryOutRequest, finalText: string): PlannedEffect<'public_reply'> {
  return {
    key: `reply:${messageKeyOf(review)}`,
    kind: 'public_reply',
    payload: {
      ticketId: review.ticketId,
      base: review.shown.base,
      html: replyHtml(finalText, review.shown.sources, request.disclosure),
      approverEmail: request.actor.email,
      status: review.shown.draft.kind === 'answer' ? 'pending' : 'open',
      addTags: [request.kind === 'edit' ? 'ai_draft__edited' : 'ai_draft__approved'],
    },
  };
}
