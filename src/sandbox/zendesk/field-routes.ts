import { z } from 'zod';
import { type Answer, created, invalidRecord, noContent, notFound, ok } from './answers.ts';
import type { TicketField } from './entities.ts';
import type { Call, Route } from './router.ts';
import type { State } from './state.ts';
import { fieldJson } from './ticket-field-json.ts';

const option = z.looseObject({
  name: z.string().min(1),
  value: z.string().regex(/^[^\s,]+$/, 'is also a tag: no blanks'),
});
const fieldInput = z.looseObject({
  type: z.literal('tagger', 'this stand-in keeps drop-downs only').optional(),
  title: z.string().min(1).optional(),
  agent_description: z.string().nullable().optional(),
  active: z.boolean().optional(),
  custom_field_options: z.array(option).optional(),
});
const fieldBody = z.object({ ticket_field: fieldInput });

/** [documented] Everybody on the team may read ticket fields; only administrators change them. */
export function fieldRoutes(state: State): Route[] {
  const one = (act: (field: TicketField, call: Call) => Answer) => (call: Call) => {
    const field = state.fields.find((each) => each.id === Number(call.params['id']));
    return field ? act(field, call) : notFound();
  };
  return [
    { method: 'GET', path: '/ticket_fields', handle: () => listFields(state) },
    { method: 'POST', path: '/ticket_fields', admin: true, handle: (call) => postField(state, call) },
    { method: 'GET', path: '/ticket_fields/:id', handle: one((field) => shown(state, field)) },
    {
      method: 'PUT',
      path: '/ticket_fields/:id',
      admin: true,
      handle: one((field, call) => putField(state, field, call)),
    },
    { method: 'DELETE', path: '/ticket_fields/:id', admin: true, handle: one((field) => deleteField(state, field)) },
  ];
}

function listFields(state: State): Answer {
  const ticket_fields = state.fields.map((field) => fieldJson(state, field));
  return ok({ ticket_fields, next_page: null, previous_page: null, count: ticket_fields.length });
}

function shown(state: State, field: TicketField): Answer {
  return ok({ ticket_field: fieldJson(state, field) });
}

function postField(state: State, call: Call): Answer {
  const parsed = fieldBody.safeParse(call.body);
  if (!parsed.success) return invalidRecord('base', z.prettifyError(parsed.error));
  const { type, title } = parsed.data.ticket_field;
  if (!title) return invalidRecord('title', 'Title: cannot be blank');
  if (!type) return invalidRecord('type', 'Type: cannot be blank');
  const field: TicketField = {
    id: state.ids.next(),
    title,
    key: title.replace(/^Deskhand /, ''),
    type,
    options: [],
    optionNames: new Map(),
    agentDescription: null,
    active: true,
    createdAt: state.clock(),
  };
  const problem = change(state, field, parsed.data.ticket_field);
  if (problem) return problem;
  state.fields.push(field);
  return created({ ticket_field: fieldJson(state, field) });
}

function putField(state: State, field: TicketField, call: Call): Answer {
  const parsed = fieldBody.safeParse(call.body);
  if (!parsed.success) return invalidRecord('base', z.prettifyError(parsed.error));
  return change(state, field, parsed.data.ticket_field) ?? shown(state, field);
}

/** [documented] The list of options replaces the earlier one: what is left out is gone. */
function change(state: State, field: TicketField, given: z.infer<typeof fieldInput>): Answer | null {
  const options = given.custom_field_options;
  const taken = options?.find(({ value }) => isTaken(state, field, value));
  // [documented] A value is a tag, so two drop-downs cannot share one. [guess] The words.
  if (taken) return invalidRecord('custom_field_options', `Tag ${taken.value} is already used by another field`);
  field.title = given.title ?? field.title;
  field.active = given.active ?? field.active;
  if (given.agent_description !== undefined) field.agentDescription = given.agent_description;
  if (!options) return null;
  field.options = options.map(({ value }) => value);
  field.optionNames = new Map(options.map(({ value, name }) => [value, name]));
  return null;
}

function isTaken(state: State, field: TicketField, value: string): boolean {
  return state.fields.some((each) => each.id !== field.id && each.options.includes(value));
}

/** [guess] Tickets lose the value and keep the tag. */
function deleteField(state: State, field: TicketField): Answer {
  state.fields.splice(state.fields.indexOf(field), 1);
  for (const ticket of state.tickets.values()) ticket.fieldValues.delete(field.id);
  return noContent();
}
