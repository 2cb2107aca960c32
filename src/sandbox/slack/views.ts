import { z } from 'zod';
import { type ApiAnswer, type ApiMethod, defineMethod, jsonArgument, refuse, refuseArguments } from './api-method.ts';
import type { View } from './records.ts';
import type { SlackState } from './state.ts';
import { toSlackView } from './to-slack-json.ts';
import { formatError, type Validated, validateView } from './validate-blocks.ts';
import type { ViewPayload } from './view-schema.ts';
import { findView, openView, publishHome, pushView, takeTrigger, updateView } from './view-stack.ts';

const view = jsonArgument(z.unknown());
const withTrigger = z.object({ trigger_id: z.string(), view });

export const viewMethods: Record<string, ApiMethod> = {
  'views.open': defineMethod(withTrigger, (state, args) => {
    const payload = validateView(args.view);
    if (!payload.ok) return invalidView(payload);
    if (payload.value.type !== 'modal') return refuse('view_type_mismatch'); // [guess]
    const trigger = takeTrigger(state, args.trigger_id);
    if (!trigger.ok) return refuse(trigger.error);
    return answer(state, openView(state, trigger.userId, payload.value));
  }),

  'views.push': defineMethod(withTrigger, (state, args) => {
    const payload = validateView(args.view);
    if (!payload.ok) return invalidView(payload);
    const trigger = takeTrigger(state, args.trigger_id);
    if (!trigger.ok) return refuse(trigger.error);
    // Only a press inside a modal may push. [documented]
    if (!trigger.fromViewId) return refuse('not_found');
    const pushed = pushView(state, trigger.userId, payload.value);
    return pushed ? answer(state, pushed) : refuse('push_limit_reached');
  }),

  'views.update': defineMethod(
    z.object({
      view_id: z.string().optional(),
      external_id: z.string().optional(),
      hash: z.string().optional(),
      view,
    }),
    (state, args) => {
      const payload = validateView(args.view);
      if (!payload.ok) return invalidView(payload);
      const old = findView(state, { id: args.view_id, externalId: args.external_id });
      if (!old) return refuse('not_found');
      if (args.hash !== undefined && args.hash !== old.hash) return refuse('hash_conflict');
      return answer(state, updateView(state, old, payload.value));
    },
  ),

  'views.publish': defineMethod(z.object({ user_id: z.string(), hash: z.string().optional(), view }), (state, args) => {
    const payload = validateView(args.view);
    if (!payload.ok) return invalidView(payload);
    if (payload.value.type !== 'home') return refuse('view_type_mismatch'); // [guess]
    if (!state.users.has(args.user_id)) return refuse('user_not_found'); // [guess]
    const current = state.homes.get(args.user_id);
    if (args.hash !== undefined && args.hash !== current?.hash) return refuse('hash_conflict');
    return answer(state, publishHome(state, args.user_id, payload.value));
  }),
};

function answer(state: SlackState, shown: View): ApiAnswer {
  return { ok: true, view: toSlackView(state, shown) };
}

/** The views methods report bad blocks as invalid_arguments. [seen in issue threads] */
function invalidView(result: Extract<Validated<ViewPayload>, { ok: false }>): ApiAnswer {
  return refuseArguments(result.errors.map(formatError));
}
