import type { Conversation } from '../agents/brain.ts';
import type { TurnResults } from './results.ts';

/** What a brain may see of a turn: the redacted words, and the requester's name to greet them by. */
export function conversationOf(intake: TurnResults['intake']): Conversation {
  return {
    subject: intake.subject,
    newest: intake.newest,
    earlier: intake.earlier,
    requester: { name: intake.requester.name, locale: intake.requester.locale },
  };
}
