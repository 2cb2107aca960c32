import type { Attachment } from '../review/desk.ts';
import type { ReviewerLink } from '../review/reviewer-links.ts';
import type { TurnedAway } from '../review/turned-away.ts';

/** What was asked of the desk besides decisions. */
export interface DeskMemory {
  turnedAway: TurnedAway[];
  reassigned: { reviewId: number; to: string; by: string }[];
  reminders: { reviewId: number; slackId: string; at: Date }[];
  examples: number[];
  undone: { reviewId: number; effectId: number }[];
  attachments: Attachment[];
  paused: boolean;
  links: Map<string, ReviewerLink>;
}

export function emptyMemory(): DeskMemory {
  return {
    turnedAway: [],
    reassigned: [],
    reminders: [],
    examples: [],
    undone: [],
    attachments: [],
    paused: false,
    links: new Map(),
  };
}
