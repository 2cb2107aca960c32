import { z } from 'zod';
import { type Answer, created, invalidRecord, noContent, notFound, ok } from './answers.ts';
import type { Condition, Trigger } from './entities.ts';
import type { Call, Route } from './router.ts';
import { type State, toIso } from './state.ts';

const condition = z.object({ field: z.string(), operator: z.string(), value: z.coerce.string() });
const triggerInput = z.looseObject({
  title: z.string().min(1),
  description: z.string().nullable().optional(),
  active: z.boolean().optional(),
  conditions: z.object({ all: z.array(condition).default([]), any: z.array(condition).default([]) }),
  actions: z.array(z.object({ field: z.string(), value: z.union([z.string(), z.array(z.string())]) })).min(1),
});
const postBody = z.object({ trigger: triggerInput });
const putBody = z.object({ trigger: triggerInput.partial() });

/** [documented] All of these need an administrator. */
export function triggerRoutes(state: State): Route[] {
  const one = (act: (trigger: Trigger, call: Call) => Answer) => (call: Call) => {
    const trigger = state.triggers.get(Number(call.params['id']));
    return trigger ? act(trigger, call) : notFound();
  };
  const route = (method: string, path: string, handle: Route['handle']): Route => ({
    method,
    path,
    admin: true,
    handle,
  });
  return [
    route('GET', '/triggers', () => listTriggers(state)),
    route('POST', '/triggers', (call) => postTrigger(state, call)),
    route(
      'GET',
      '/triggers/:id',
      one((trigger) => ok({ trigger: triggerJson(state, trigger) })),
    ),
    route(
      'PUT',
      '/triggers/:id',
      one((trigger, call) => putTrigger(state, trigger, call)),
    ),
    route(
      'DELETE',
      '/triggers/:id',
      one((trigger) => {
        state.triggers.delete(trigger.id);
        return noContent();
      }),
    ),
  ];
}

function listTriggers(state: State): Answer {
  const triggers = [...state.triggers.values()].map((trigger) => triggerJson(state, trigger));
  return ok({ triggers, next_page: null, previous_page: null, count: triggers.length });
}

function postTrigger(state: State, call: Call): Answer {
  const parsed = postBody.safeParse(call.body);
  if (!parsed.success) return invalidRecord('base', z.prettifyError(parsed.error));
  const { title, description = null, active = true, conditions, actions } = parsed.data.trigger;
  const trigger = {
    id: state.ids.next(),
    title,
    description,
    active,
    ...conditions,
    actions,
    createdAt: state.clock(),
  };
  state.triggers.set(trigger.id, trigger);
  return created({ trigger: triggerJson(state, trigger) });
}

function putTrigger(state: State, trigger: Trigger, call: Call): Answer {
  const parsed = putBody.safeParse(call.body);
  if (!parsed.success) return invalidRecord('base', z.prettifyError(parsed.error));
  const { title, description, active, conditions, actions } = parsed.data.trigger;
  trigger.title = title ?? trigger.title;
  trigger.description = description === undefined ? trigger.description : description;
  trigger.active = active ?? trigger.active;
  Object.assign(trigger, conditions);
  trigger.actions = actions ?? trigger.actions;
  return ok({ trigger: triggerJson(state, trigger) });
}

/** [seen] The fields of a recorded trigger. */
function triggerJson(state: State, trigger: Trigger): Record<string, unknown> {
  const conditions: Record<'all' | 'any', Condition[]> = { all: trigger.all, any: trigger.any };
  return {
    url: `${state.baseUrl}/api/v2/triggers/${trigger.id}.json`,
    id: trigger.id,
    title: trigger.title,
    raw_title: trigger.title,
    active: trigger.active,
    description: trigger.description,
    position: [...state.triggers.keys()].indexOf(trigger.id),
    conditions,
    actions: trigger.actions,
    created_at: toIso(trigger.createdAt),
    updated_at: toIso(trigger.createdAt),
  };
}
