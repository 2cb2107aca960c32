import { z } from 'zod';
import { type Answer, created, invalidRecord, noContent, notFound, ok } from './answers.ts';
import { normaliseTags } from './custom-fields.ts';
import type { Ticket } from './entities.ts';
import type { Call, Route } from './router.ts';
import type { State } from './state.ts';
import { applyChange } from './ticket-changes.ts';
import { findConflict } from './ticket-input.ts';
import { actorOf } from './ticket-routes.ts';

const tagsBody = z.looseObject({
  tags: z.union([z.array(z.string()), z.string().transform((text) => text.split(/[\s,]+/))]),
  safe_update: z.unknown().optional(),
  updated_stamp: z.string().optional(),
});

/** [documented] POST sets (201), PUT adds (200), DELETE takes away (204, with a body); all three know safe update. */
export function tagRoutes(state: State): Route[] {
  const path = '/tickets/:id/tags';
  const showTags = (call: Call) => {
    const ticket = state.tickets.get(Number(call.params['id']));
    return ticket ? ok({ tags: ticket.tags }) : notFound();
  };
  return [
    { method: 'GET', path, handle: showTags },
    { method: 'POST', path, handle: (call) => changeTags(state, call, (_, given) => given) },
    { method: 'PUT', path, handle: (call) => changeTags(state, call, (old, given) => [...old, ...given]) },
    {
      method: 'DELETE',
      path,
      handle: (call) => changeTags(state, call, (old, given) => old.filter((tag) => !given.includes(tag))),
    },
  ];
}

function changeTags(state: State, call: Call, combine: (old: string[], given: string[]) => string[]): Answer {
  const ticket = state.tickets.get(Number(call.params['id']));
  if (!ticket) return notFound();
  const parsed = tagsBody.safeParse(call.body);
  if (!parsed.success) return invalidRecord('tags', z.prettifyError(parsed.error));
  if (ticket.status === 'closed') return invalidRecord('status', 'Status: closed prevents ticket update');
  const conflict = findConflict(ticket, parsed.data);
  if (conflict) return conflict;
  applyChange(state, ticket, { tags: combine(ticket.tags, normaliseTags(parsed.data.tags)) }, actorOf(call));
  return answerFor(call.method, ticket);
}

function answerFor(method: string, ticket: Ticket): Answer {
  if (method === 'DELETE') return noContent();
  return method === 'POST' ? created({ tags: ticket.tags }) : ok({ tags: ticket.tags });
}
