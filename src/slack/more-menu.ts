import type { types } from '@slack/bolt';
import { plain } from './card-blocks.ts';
import { shortText } from './card-text.ts';

/** The menu behind the three dots. Its values carry the card's value and what was chosen. */
export const MENU_SEPARATOR = '|';
export const REMIND_MINUTES = [30, 120, 1_440] as const;
const REMIND_WORDS: Record<(typeof REMIND_MINUTES)[number], string> = {
  30: 'Remind me in 30 minutes',
  120: 'Remind me in 2 hours',
  1440: 'Remind me tomorrow',
};

/** What a person may choose besides the fixed choices. */
export interface MoreChoices {
  isOpen: boolean;
  undo?: readonly { effectId: number; preview: string }[];
}

/** Slack takes five options; two actions on one card are many. */
const MOST_UNDOS = 3;
const UNDO = 'undo-';

/** The effect that a choice of the menu wants undone, or null. */
export function undoChoice(choice: string): number | null {
  const id = /^undo-(\d{1,15})$/.exec(choice)?.[1];
  return id === undefined ? null : Number(id);
}

export function moreMenu(actionId: string, cardValue: string, { isOpen, undo = [] }: MoreChoices): types.Overflow {
  const option = (words: string, choice: string) => ({
    text: plain(words, 75),
    value: `${cardValue}${MENU_SEPARATOR}${choice}`,
  });
  const reminders = REMIND_MINUTES.map((minutes) => option(REMIND_WORDS[minutes], `remind-${minutes}`));
  return {
    type: 'overflow',
    action_id: actionId,
    options: [
      ...undo
        .slice(0, MOST_UNDOS)
        .map(({ effectId, preview }) => option(`Undo: ${shortText(preview, 60)}`, `${UNDO}${effectId}`)),
      option('Save as example', 'example'),
      ...(isOpen ? reminders : []),
    ],
  };
}
