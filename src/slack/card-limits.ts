import { CARD_ROOM } from '../review/card-room.ts';

/**
 * How much of each part a card shows. Together they stay near 12 000 characters: Slack documents 3 000 for a text and 50 blocks for a
 * message, and refuses very long messages as a whole (msg_blocks_too_long) without saying where that begins.
 */
export const CARD_LIMITS = {
  subject: 120,
  customerMessage: CARD_ROOM.message,
  draft: CARD_ROOM.draft,
  reasons: 6,
  findings: 6,
  lineOfWords: 220,
  rejectReason: 600,
  proposals: CARD_ROOM.proposals,
  proposalPreview: CARD_ROOM.proposalPreview,
  proposalReason: 120,
  proposalCautions: 160,
  withheld: 6,
  citedSources: 12,
  otherSources: 3,
  sourceTitle: 100,
  sourcePlace: 60,
} as const;
