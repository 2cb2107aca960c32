import type { Helpdesk } from '../tickets/helpdesk.ts';
import type { EffectHandler, EffectHandlers, EffectKind } from './effect.ts';

/**
 * What a worker does that trusts its luck: sends again without looking, under a new key, whatever stands on the ticket.
 * Only for `./scripts/chaos --unsafe`, which must then report duplicates; production refuses the setting.
 */
export function withoutProtection(handlers: EffectHandlers): EffectHandlers {
  return {
    ticket_update: blind(handlers.ticket_update),
    public_reply: blind(handlers.public_reply),
    staff_note: blind(handlers.staff_note),
    slack_card: blind(handlers.slack_card),
    slack_card_refresh: blind(handlers.slack_card_refresh),
    slack_note: blind(handlers.slack_note),
    tool_run: {
      find: async () => null,
      perform: ({ payload, ...effect }) => {
        const idempotencyKey = `${payload.idempotencyKey}-${effect.attempts}`;
        return handlers.tool_run.perform({ ...effect, payload: { ...payload, idempotencyKey } });
      },
    },
  };
}

function blind<K extends EffectKind>(handler: EffectHandler<K>): EffectHandler<K> {
  return { find: async () => null, perform: (effect) => handler.perform(effect) };
}

const LONG_AGO = '2000-01-01T00:00:00Z';

/** A helpdesk on which nobody else ever writes, as a careless worker imagines it: no marker is found and nothing is newer. */
export function carelessHelpdesk(helpdesk: Helpdesk): Helpdesk {
  return {
    ...helpdesk,
    findWrite: async () => null,
    async read(ticketId) {
      const { ticket, ...snapshot } = await helpdesk.read(ticketId);
      return { ...snapshot, comments: [], ticket: { ...ticket, updatedStamp: LONG_AGO } };
    },
  };
}
