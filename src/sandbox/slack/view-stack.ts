import { withIds } from './messages.ts';
import type { View } from './records.ts';
import type { SlackState } from './state.ts';
import type { ViewPayload } from './view-schema.ts';

const triggerLifeMs = 3000; // [documented]
const maxStack = 3; // one opened, two pushed on top [documented]

export type TriggerProblem = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';

export function issueTrigger(state: SlackState, userId: string, fromViewId?: string): string {
  const id = `${state.now()}.${state.newId('')}`;
  state.triggers.set(id, { userId, issuedAt: state.now(), used: false, fromViewId });
  return id;
}

export type UsedTrigger =
  | { ok: true; userId: string; fromViewId?: string | undefined }
  | { ok: false; error: TriggerProblem };

/** A trigger lives three seconds [documented] and opens one view [seen in other code]. */
export function takeTrigger(state: SlackState, id: string): UsedTrigger {
  const trigger = state.triggers.get(id);
  if (!trigger) return { ok: false, error: 'invalid_trigger_id' };
  if (trigger.used) return { ok: false, error: 'exchanged_trigger_id' };
  if (state.now() - trigger.issuedAt > triggerLifeMs) return { ok: false, error: 'expired_trigger_id' };
  trigger.used = true;
  return { ok: true, userId: trigger.userId, fromViewId: trigger.fromViewId };
}

/** Opening while a modal is open starts a new stack in its place. [guess] */
export function openView(state: SlackState, userId: string, payload: ViewPayload): View {
  const id = state.newId('V');
  const view: View = { id, userId, hash: newHash(state), rootId: id, payload: named(payload, state) };
  state.modals.set(userId, [view]);
  state.record({ kind: 'view_opened', view });
  return view;
}

export function pushView(state: SlackState, userId: string, payload: ViewPayload): View | undefined {
  const stack = state.modals.get(userId) ?? [];
  const top = stack.at(-1);
  if (!top || stack.length >= maxStack) return undefined;
  const view: View = {
    id: state.newId('V'),
    userId,
    hash: newHash(state),
    rootId: top.rootId,
    previousId: top.id,
    payload: named(payload, state),
  };
  state.modals.set(userId, [...stack, view]);
  state.record({ kind: 'view_pushed', view });
  return view;
}

export function updateView(state: SlackState, old: View, payload: ViewPayload): View {
  const view: View = { ...old, hash: newHash(state), payload: named(payload, state) };
  const stack = state.modals.get(old.userId) ?? [];
  state.modals.set(
    old.userId,
    stack.map((item) => (item.id === old.id ? view : item)),
  );
  if (state.homes.get(old.userId)?.id === old.id) state.homes.set(old.userId, view);
  state.record({ kind: 'view_updated', view });
  return view;
}

/** Closes the top view, or with `all` the whole stack, and says which views went. */
export function closeViews(state: SlackState, userId: string, all: boolean): View[] {
  const stack = state.modals.get(userId) ?? [];
  const kept = all ? [] : stack.slice(0, -1);
  const gone = stack.slice(kept.length);
  state.modals.set(userId, kept);
  for (const view of gone) state.record({ kind: 'view_closed', view });
  return gone;
}

export function publishHome(state: SlackState, userId: string, payload: ViewPayload): View {
  const id = state.homes.get(userId)?.id ?? state.newId('V');
  const view: View = { id, userId, hash: newHash(state), rootId: id, payload: named(payload, state) };
  state.homes.set(userId, view);
  state.record({ kind: 'home_published', view });
  return view;
}

export function findView(
  state: SlackState,
  wanted: { id?: string | undefined; externalId?: string | undefined },
): View | undefined {
  const all = [...state.modals.values()].flat().concat([...state.homes.values()]);
  if (wanted.id !== undefined) return all.find((view) => view.id === wanted.id);
  return all.find((view) => view.payload.external_id !== undefined && view.payload.external_id === wanted.externalId);
}

function named(payload: ViewPayload, state: SlackState): ViewPayload {
  return { ...payload, blocks: withIds(payload.blocks, state) };
}

function newHash(state: SlackState): string {
  return `${Math.floor(state.now() / 1000)}.${state.newId('').toLowerCase()}`;
}
