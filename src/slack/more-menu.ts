import type { types } from '@slack/bolt';
import { plain } from './card-blocks.ts';

/** The menu behind the three dots. Its values carry the card's value and what was chosen. */
export const MENU_SEPARATOR = '|';
export const REMIND_MINUTES = [30, 120, 1_440] as const;
const REMIND_WORDS: Record<(typeof REMIND_MINUTES)[number], string> = {
  30: 'Remind me in 30 minutes',
  120: 'Remind me in 2 hours',
  1440: 'Remind me tomorrow',
};

export function moreMenu(actionId: string, cardValue: string, isOpen: boolean): types.Overflow {
  const option = (words: string, choice: string) => ({
    text: plain(words, 75),
    value: `${cardValue}${MENU_SEPARATOR}${choice}`,
  });
  const reminders = REMIND_MINUTES.map((minutes) => option(REMIND_WORDS[minutes], `remind-${minutes}`));
  return {
    type: 'overflow',
    action_id: actionId,
    options: [option('Save as example', 'example'), ...(isOpen ? reminders : [])],
  };
}
