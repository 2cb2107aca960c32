import { z } from 'zod';
import { type ApiMethod, defineMethod, refuse } from './api-method.ts';
import { toSlackUser } from './to-slack-json.ts';

export const userMethods: Record<string, ApiMethod> = {
  'users.info': defineMethod(z.object({ user: z.string() }), (state, args) => {
    const user = state.users.get(args.user);
    return user ? { ok: true, user: toSlackUser(state, user) } : refuse('user_not_found');
  }),

  'users.lookupByEmail': defineMethod(z.object({ email: z.string() }), (state, args) => {
    const wanted = args.email.toLowerCase();
    const people = [...state.users.values()].filter((user) => !user.deleted && user.email !== '');
    const user = people.find((person) => person.email.toLowerCase() === wanted);
    return user ? { ok: true, user: toSlackUser(state, user) } : refuse('users_not_found');
  }),

  'users.list': defineMethod(z.object({}), (state) => {
    const members = [...state.users.values()].map((user) => toSlackUser(state, user));
    return { ok: true, members, response_metadata: { next_cursor: '' } };
  }),

  'usergroups.list': defineMethod(z.object({}), (state) => {
    const groups = state.options.userGroups ?? [];
    const usergroups = groups.map(({ id, handle, users }) => ({ id, handle, name: handle, user_count: users.length }));
    return { ok: true, usergroups };
  }),

  'usergroups.users.list': defineMethod(z.object({ usergroup: z.string() }), (state, args) => {
    const group = state.options.userGroups?.find((candidate) => candidate.id === args.usergroup);
    return group ? { ok: true, users: group.users } : refuse('no_such_subteam');
  }),
};
