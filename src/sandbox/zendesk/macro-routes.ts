import { type Answer, notFound, ok } from './answers.ts';
import type { Macro, Ticket } from './entities.ts';
import type { Call, Route } from './router.ts';
import { type State, toIso } from './state.ts';
import { ticketJson } from './ticket-json.ts';

export function macroRoutes(state: State): Route[] {
  return [
    { method: 'GET', path: '/macros', handle: () => listMacros(state) },
    { method: 'GET', path: '/tickets/:id/macros/:macro/apply', handle: (call) => applyMacro(state, call) },
  ];
}

function listMacros(state: State): Answer {
  const macros = state.macros.map((macro) => macroJson(state, macro));
  return ok({ macros, next_page: null, previous_page: null, count: macros.length });
}

/** [documented] Answers what the ticket would be and changes nothing. [seen] The shape of `comment`. */
function applyMacro(state: State, { params }: Call): Answer {
  const ticket = state.tickets.get(Number(params['id']));
  const macro = state.macros.find(({ id }) => id === Number(params['macro']));
  if (!ticket || !macro) return notFound();
  const comment = { body: macro.comment, scoped_body: [['all', macro.comment]], public: true };
  return ok({ result: { ticket: { ...previewOf(state, ticket, macro), comment } } });
}

/** Custom fields are left out: the published shape of `fields` is of a single one. */
function previewOf(state: State, ticket: Ticket, macro: Macro): Record<string, unknown> {
  const { fields, custom_fields, ...rest } = ticketJson(state, { ...ticket, status: macro.status });
  return rest;
}

/** [seen] The fields of a recorded macro. */
function macroJson(state: State, macro: Macro): Record<string, unknown> {
  return {
    url: `${state.baseUrl}/api/v2/macros/${macro.id}.json`,
    id: macro.id,
    title: macro.title,
    raw_title: macro.title,
    active: true,
    default: false,
    description: null,
    position: state.macros.indexOf(macro),
    actions: [
      { field: 'status', value: macro.status },
      { field: 'comment_value', value: macro.comment },
    ],
    restriction: null,
    created_at: toIso(macro.createdAt),
    updated_at: toIso(macro.createdAt),
  };
}
