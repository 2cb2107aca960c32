import type { Effect, EffectHandler, EffectHandlers, EffectPayload } from '../effects/effect.ts';
import { FIELD_KEYS, type Helpdesk } from '../tickets/helpdesk.ts';
import { type Change, type Plan, performPlan } from './perform-plan.ts';
import { assertSendable } from './reply-guard.ts';

type TicketEffectKind = 'ticket_update' | 'public_reply' | 'staff_note';

/** The effects that change a ticket. Each is one update that carries the effect's key as its marker. */
export function createTicketEffects(
  helpdesk: Helpdesk,
  /** For what a customer waits for. */
  replies: Helpdesk = helpdesk,
): Pick<EffectHandlers, TicketEffectKind> {
  return {
    ticket_update: handler(helpdesk, async (effect) => planTicketUpdate(effect)),
    public_reply: handler(replies, (effect) => planPublicReply(replies, effect)),
    staff_note: handler(helpdesk, async (effect) => planStaffNote(effect)),
  };
}

function handler<K extends TicketEffectKind>(
  helpdesk: Helpdesk,
  plan: (effect: Effect<K>) => Promise<Plan>,
): EffectHandler<K> {
  return {
    async find(effect) {
      const proof = await helpdesk.findWrite(effect.payload.ticketId, effect.key);
      return proof && { ...proof };
    },
    perform: async (effect) => performPlan(helpdesk, await plan(effect)),
  };
}

function planTicketUpdate({ key, payload, attempts }: Effect<'ticket_update'>): Plan {
  const { ticketId, base, addTags, replaceTagPrefixes, fields, priority, group, noteHtml, status } = payload;
  const change: Change = {
    addTags,
    replaceTagPrefixes,
    fields: definedFields(fields),
    priority,
    group,
    status: status ?? null,
    comment: note(noteHtml),
  };
  return { key, ticketId, base, change, trustsBase: base.settled && attempts <= 1, yieldsToNewer: true };
}

/** Always reads first: between the decision and now people had minutes to write, and this one is mailed. */
async function planPublicReply(helpdesk: Helpdesk, { key, payload }: Effect<'public_reply'>): Promise<Plan> {
  const { ticketId, base, html, approverEmail, status, addTags } = payload;
  assertSendable(html);
  const authorId = approverEmail === null ? null : await helpdesk.findAgentByEmail(approverEmail.toLowerCase());
  const change: Change = { ...NO_CHANGE, addTags, status, comment: { public: true, html, authorId } };
  return { key, ticketId, base, change, trustsBase: false, yieldsToNewer: true, goesToCopied: true };
}

/** Tells staff what happened, so it stays true whatever was written meanwhile: our own reply is often the newer comment. */
function planStaffNote({ key, payload }: Effect<'staff_note'>): Plan {
  const { ticketId, base, noteHtml, addTags } = payload;
  return {
    key,
    ticketId,
    base,
    change: { ...NO_CHANGE, addTags, comment: note(noteHtml) },
    trustsBase: false,
    yieldsToNewer: false,
  };
}

const NO_CHANGE: Change = {
  addTags: [],
  replaceTagPrefixes: [],
  fields: {},
  priority: null,
  group: null,
  status: null,
  comment: null,
};

function note(html: string | null): Change['comment'] {
  return html === null ? null : { public: false, html, authorId: null };
}

function definedFields(fields: EffectPayload<'ticket_update'>['fields']): Change['fields'] {
  const defined: Change['fields'] = {};
  for (const key of FIELD_KEYS) {
    const value = fields[key];
    if (value !== undefined) defined[key] = value;
  }
  return defined;
}
