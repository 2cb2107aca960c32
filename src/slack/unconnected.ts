import type { Performed } from '../effects/effect.ts';
import type { SlackHandlers } from './slack-door.ts';

/** Where no Slack is configured, questions stay on the ticket: the note says everything that the card would. */
export function createUnconnectedCards(): SlackHandlers {
  const handler = {
    find: async () => null,
    perform: async (): Promise<Performed> => ({ kind: 'superseded', reason: 'Slack is not connected' }),
  };
  return { slack_card: handler, slack_card_refresh: handler, slack_note: handler };
}
