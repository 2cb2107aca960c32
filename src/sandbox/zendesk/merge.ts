import type { Ticket } from './entities.ts';
import { fromText } from './html-text.ts';
import type { State } from './state.ts';
import { type Actor, applyChange } from './ticket-changes.ts';

export type Merge = {
  target: Ticket;
  sources: Ticket[];
  targetComment?: string | undefined;
  sourceComment?: string | undefined;
  /** [documented] Both notes are private unless asked otherwise. */
  targetPublic?: boolean | undefined;
  sourcePublic?: boolean | undefined;
};

/** [documented] Each source is closed for good with a note; the target gets a note with the source's last words. */
export function mergeTickets(state: State, merge: Merge, actor: Actor): void {
  const { target, sources } = merge;
  for (const source of sources) {
    const sourceText = merge.sourceComment ?? `This request was closed and merged into request #${target.id}.`;
    const tags = [...source.tags, 'closed_by_merge'];
    const mark = { authorId: actor.userId, relation: 'merge' };
    applyChange(
      state,
      source,
      {
        status: 'closed',
        tags,
        mergedInto: target.id,
        comment: { html: fromText(sourceText), public: merge.sourcePublic ?? false, ...mark },
      },
      actor,
    );
    const comment = {
      html: fromText(merge.targetComment ?? wordsOf(source)),
      public: merge.targetPublic ?? false,
      ...mark,
    };
    applyChange(state, target, { comment }, actor);
  }
}

/** [seen] What the agent's page fills in; by API the caller writes it. */
function wordsOf(source: Ticket): string {
  const last = source.comments.findLast((comment) => comment.public)?.body ?? '';
  return `Request #${source.id} "${source.subject}" was closed and merged into this request. Last comment in request #${source.id}:\n\n${last}`;
}
