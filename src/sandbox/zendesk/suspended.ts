import { type Answer, noContent, notFound, ok } from './answers.ts';
import { createTicket, findOrCreateCustomer } from './create-ticket.ts';
import type { SuspendedMail } from './entities.ts';
import { fromText } from './html-text.ts';
import type { SuspendedMessage } from './options.ts';
import type { Call, Route } from './router.ts';
import { type State, toIso } from './state.ts';

/** [documented] The causes that matter to us, by number. */
const CAUSES: Record<number, string> = {
  0: 'Detected as spam',
  3: 'Email is from an auto-mailer',
  4: 'Detected as mail loop',
  7: 'Automated response mail, delivery failure',
  8: 'Automated response mail, out of office',
  16: 'Email was sent to a no-reply address',
  20: 'Unauthenticated email update',
  22: 'Received from support address',
};

/** [documented] It makes no ticket and fires no event until somebody recovers it. */
export function suspendMail(state: State, message: SuspendedMessage): SuspendedMail {
  const mail = { ...message, id: state.ids.next(), createdAt: state.clock() };
  state.suspended.set(mail.id, mail);
  return mail;
}

export function suspendedRoutes(state: State): Route[] {
  const one = (act: (mail: SuspendedMail, call: Call) => Answer) => (call: Call) => {
    const mail = state.suspended.get(Number(call.params['id']));
    return mail ? act(mail, call) : notFound();
  };
  return [
    { method: 'GET', path: '/suspended_tickets', handle: () => listSuspended(state) },
    {
      method: 'GET',
      path: '/suspended_tickets/:id',
      // [documented] A list of one, as odd as that is.
      handle: one((mail) => ok({ suspended_ticket: [suspendedJson(state, mail)] })),
    },
    {
      method: 'PUT',
      path: '/suspended_tickets/:id/recover',
      handle: one((mail, call) => recover(state, mail, call.caller.user.id)),
    },
    {
      method: 'PUT',
      path: '/suspended_tickets/recover_many',
      handle: (call) => recoverMany(state, call),
    },
    {
      method: 'DELETE',
      path: '/suspended_tickets/:id',
      handle: one((mail) => {
        state.suspended.delete(mail.id);
        return noContent();
      }),
    },
  ];
}

function listSuspended(state: State): Answer {
  const suspended_tickets = [...state.suspended.values()].map((mail) => suspendedJson(state, mail));
  return ok({ suspended_tickets, next_page: null, previous_page: null, count: suspended_tickets.length });
}

/** [documented] The trap: recovered one by one, the requester is whoever calls. */
function recover(state: State, mail: SuspendedMail, callerId: number): Answer {
  open(state, mail, callerId);
  return ok({ ticket: [suspendedJson(state, mail)] });
}

/** [documented] Recovered together they keep their authors; what cannot be recovered makes it 422. */
function recoverMany(state: State, call: Call): Answer {
  const ids = (call.query.get('ids') ?? '').split(',').filter(Boolean).map(Number);
  const mails = ids.map((id) => state.suspended.get(id)).filter((mail): mail is SuspendedMail => mail !== undefined);
  for (const mail of mails) open(state, mail, findOrCreateCustomer(state, mail).id);
  const tickets = mails.map((mail) => suspendedJson(state, mail));
  return mails.length === ids.length ? ok({ tickets }) : { status: 422, body: { tickets } };
}

function open(state: State, mail: SuspendedMail, requesterId: number): void {
  state.suspended.delete(mail.id);
  const comment = { html: fromText(mail.text), public: true, authorId: requesterId };
  const actor = { userId: requesterId, channel: 'email', source: 'customer' } as const;
  createTicket(state, { subject: mail.subject, requesterId, comment }, actor);
}

function suspendedJson(state: State, mail: SuspendedMail): Record<string, unknown> {
  return {
    url: `${state.baseUrl}/api/v2/suspended_tickets/${mail.id}.json`,
    id: mail.id,
    author: { id: null, name: mail.name, email: mail.email },
    subject: mail.subject,
    content: mail.text,
    cause: CAUSES[mail.causeId] ?? 'Suspended',
    cause_id: mail.causeId,
    message_id: `<${mail.id}@mail.example>`,
    ticket_id: null,
    recipient: `support@${state.options.account.subdomain}.example`,
    created_at: toIso(mail.createdAt),
    updated_at: toIso(mail.createdAt),
    via: { channel: 'email', source: { from: { address: mail.email, name: mail.name }, to: {}, rel: null } },
    attachments: [],
    error_messages: null,
  };
}
