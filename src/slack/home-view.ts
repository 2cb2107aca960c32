import type { types } from '@slack/bolt';
import type { DeskNumbers, OpenReview } from '../review/inbox.ts';
import { called, cardUrl, contextBlock, moment, ownMarkup, plain } from './card-blocks.ts';
import { plainWords } from './card-text.ts';
import { HOME_ACTIONS } from './surface-names.ts';

export const HOME_FILTERS = { all: 'Everything open', mine: 'Asked of me', weighty: 'Money and access' } as const;
export type HomeFilter = keyof typeof HOME_FILTERS;

export interface HomeContent {
  /** Already filtered, oldest first. */
  open: readonly OpenReview[];
  filter: HomeFilter;
  numbers: DeskNumbers;
  paused: boolean;
  /** Who may pause sees the switch. */
  isLead: boolean;
  workspaceUrl: string | null;
}

/** Three blocks a question, of the 100 that a view holds. */
const MOST_SHOWN = 28;

/** The inbox of one person: what waits, how the team does, and the switch. Pure; no words of customers. */
export function homeView(content: HomeContent): types.HomeView {
  const { open } = content;
  const shown = open.slice(0, MOST_SHOWN);
  const rest = open.length - shown.length;
  return {
    type: 'home',
    private_metadata: content.filter,
    blocks: [
      {
        type: 'header',
        text: plain(open.length === 0 ? 'Nothing waits' : `Waiting for a decision (${open.length})`, 150),
      },
      contextBlock('numbers', numbersLine(content.numbers)),
      ...pausedNote(content),
      { type: 'actions', block_id: 'controls', elements: [filterMenu(content.filter), ...pauseButton(content)] },
      ...shown.flatMap((review) => reviewBlocks(review, content.workspaceUrl)),
      ...(rest > 0 ? [contextBlock('rest', `and ${rest} more, newer ones`)] : []),
    ],
  };
}

function numbersLine({ open, decided, expired, medianMinutes }: DeskNumbers): string {
  const median = medianMinutes === null ? 'no decision yet' : `decided after ${minutes(medianMinutes)} (median)`;
  return `${open} open · in the last 24 hours ${decided.approve} approved, ${decided.edit} edited, ${decided.reject} rejected, ${expired} expired · ${median}`;
}

function minutes(count: number): string {
  return count < 1 ? 'less than a minute' : `${Math.round(count)} min`;
}

function pausedNote({ paused }: HomeContent): types.KnownBlock[] {
  if (!paused) return [];
  const words = '⏸ *Deskhand is paused.* Nothing is sent and nothing is proposed; people get every ticket.';
  return [{ type: 'section', block_id: 'paused', text: ownMarkup(words) }];
}

function filterMenu(filter: HomeFilter): types.StaticSelect {
  const options = Object.entries(HOME_FILTERS).map(([value, words]) => ({ text: plain(words, 75), value }));
  const chosen = options.find(({ value }) => value === filter);
  return {
    type: 'static_select',
    action_id: HOME_ACTIONS.filter,
    options,
    ...(chosen && { initial_option: chosen }),
  };
}

function pauseButton({ isLead, paused }: HomeContent): types.Button[] {
  if (!isLead) return [];
  const confirm: types.ConfirmationDialog = {
    title: plain(paused ? 'Resume?' : 'Pause Deskhand?', 100),
    text: plain(
      paused
        ? 'New messages are answered and proposed again as before.'
        : 'From the next message on nothing is sent and nothing is proposed. People get every ticket.',
      300,
    ),
    confirm: plain(paused ? 'Resume' : 'Pause', 30),
    deny: plain('Not now', 30),
  };
  return [
    {
      type: 'button',
      action_id: HOME_ACTIONS.pause,
      text: plain(paused ? 'Resume' : 'Pause', 75),
      value: paused ? 'resume' : 'pause',
      ...(paused ? {} : { style: 'danger' as const }),
      confirm,
    },
  ];
}

function reviewBlocks(review: OpenReview, workspaceUrl: string | null): types.KnownBlock[] {
  const url = review.card === null ? null : cardUrl(workspaceUrl, review.card);
  const what = review.actions.length > 0 ? review.actions.join('; ') : 'Reply only';
  const asked = review.askedOf === null ? null : called(review.askedOf);
  return [
    { type: 'divider' },
    {
      type: 'section',
      text: ownMarkup(
        `*${plainWords(review.intentName)}* · ticket ${review.ticketId}${review.risk === 'weighty' ? ' · money or access' : ''}`,
      ),
      // Amounts have points in them, so this is text that is never parsed and not words with the marks taken out.
      fields: [plain(what, 300)],
      ...(url !== null && {
        accessory: {
          type: 'button' as const,
          action_id: HOME_ACTIONS.card,
          text: plain('Open card', 75),
          url,
          value: String(review.id),
        },
      }),
    },
    contextBlock(
      `r${review.id}`,
      [
        `waiting since ${moment(review.openedAt, '{time}')}`,
        `open until ${moment(review.expiresAt)}`,
        ...(asked === null ? [] : [`asked of ${asked}`]),
        ...(url === null ? ['its card is not posted yet'] : []),
      ].join(' · '),
    ),
  ];
}
