import { type Answer, notFound, ok } from './answers.ts';
import type { User } from './entities.ts';
import type { Call, Route } from './router.ts';
import { type State, toIso } from './state.ts';
import { BRAND_ID, FORM_ID, statusId } from './ticket-json.ts';
import { groupJson, userJson } from './user-json.ts';

/** People and the account's furniture: what a client looks up once and keeps. */
export function peopleRoutes(state: State): Route[] {
  return [
    { method: 'GET', path: '/users/me', handle: (call) => ok({ user: userJson(state, call.caller.user) }) },
    { method: 'GET', path: '/users/search', handle: (call) => searchUsers(state, call) },
    { method: 'GET', path: '/users/show_many', handle: (call) => showManyUsers(state, call) },
    { method: 'GET', path: '/users/:id', handle: (call) => showUser(state, call) },
    {
      method: 'GET',
      path: '/groups',
      handle: () =>
        listed(
          'groups',
          state.groups.map((group) => groupJson(state, group)),
        ),
    },
    { method: 'GET', path: '/brands', handle: () => listed('brands', [brandJson(state)]) },
    { method: 'GET', path: '/custom_statuses', handle: () => ok({ custom_statuses: statusesJson(state) }) },
  ];
}

function listed(name: string, items: Record<string, unknown>[]): Answer {
  return ok({ [name]: items, next_page: null, previous_page: null, count: items.length });
}

function showUser(state: State, call: Call): Answer {
  const user = state.users.get(Number(call.params['id']));
  return user ? ok({ user: userJson(state, user) }) : notFound();
}

function showManyUsers(state: State, call: Call): Answer {
  const ids = (call.query.get('ids') ?? '').split(',').filter(Boolean).map(Number);
  const users = ids.map((id) => state.users.get(id)).filter((user): user is User => user !== undefined);
  return listed(
    'users',
    users.map((user) => userJson(state, user)),
  );
}

/** [documented] `query=email:x` or plain words of the name. */
function searchUsers(state: State, call: Call): Answer {
  const query = (call.query.get('query') ?? '').toLowerCase();
  const email = /email:"?([^\s"]+)"?/.exec(query)?.[1];
  const matches = (user: User) =>
    email
      ? user.email.toLowerCase() === email
      : query !== '' && `${user.name} ${user.email}`.toLowerCase().includes(query);
  return listed(
    'users',
    [...state.users.values()].filter(matches).map((user) => userJson(state, user)),
  );
}

function brandJson(state: State): Record<string, unknown> {
  const { subdomain } = state.options.account;
  return {
    url: `${state.baseUrl}/api/v2/brands/${BRAND_ID}.json`,
    id: BRAND_ID,
    name: subdomain,
    brand_url: state.baseUrl,
    subdomain,
    host_mapping: null,
    has_help_center: true,
    help_center_state: 'enabled',
    active: true,
    default: true,
    is_deleted: false,
    logo: null,
    ticket_form_ids: [FORM_ID],
    signature_template: '{{agent.signature}}',
    created_at: toIso(0),
    updated_at: toIso(0),
  };
}

function statusesJson(state: State): Record<string, unknown>[] {
  const categories = ['new', 'open', 'pending', 'hold', 'solved'] as const;
  return categories.map((status_category) => ({
    url: `${state.baseUrl}/api/v2/custom_statuses/${statusId(status_category)}.json`,
    id: statusId(status_category),
    status_category,
    agent_label: `${status_category.charAt(0).toUpperCase()}${status_category.slice(1)}`,
    end_user_label: status_category,
    description: '',
    end_user_description: '',
    active: true,
    default: true,
    created_at: toIso(0),
    updated_at: toIso(0),
  }));
}
