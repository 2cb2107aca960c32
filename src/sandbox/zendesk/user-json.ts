import type { Group, User } from './entities.ts';
import { type State, toIso } from './state.ts';

/** [seen] Fields and nulls as recorded from a real account. */
export function userJson(state: State, user: User): Record<string, unknown> {
  const isAgent = user.role !== 'end-user';
  return {
    id: user.id,
    url: `${state.baseUrl}/api/v2/users/${user.id}.json`,
    name: user.name,
    email: user.email,
    created_at: toIso(user.createdAt),
    updated_at: toIso(user.createdAt),
    time_zone: 'Amsterdam',
    iana_time_zone: 'Europe/Amsterdam',
    phone: null,
    shared_phone_number: null,
    photo: null,
    locale_id: 1,
    locale: user.locale,
    organization_id: null,
    role: user.role,
    verified: user.verified,
    external_id: null,
    tags: user.tags,
    alias: null,
    active: true,
    shared: false,
    shared_agent: false,
    last_login_at: null,
    two_factor_auth_enabled: false,
    signature: null,
    details: null,
    notes: null,
    role_type: null,
    custom_role_id: null,
    moderator: isAgent,
    ticket_restriction: isAgent ? null : 'requested',
    only_private_comments: false,
    restricted_agent: !isAgent,
    suspended: false,
    default_group_id: user.groupIds[0] ?? null,
    report_csv: false,
    user_fields: {},
  };
}

export function groupJson(state: State, group: Group): Record<string, unknown> {
  return {
    url: `${state.baseUrl}/api/v2/groups/${group.id}.json`,
    id: group.id,
    is_public: true,
    name: group.name,
    description: '',
    default: state.groups[0]?.id === group.id,
    deleted: false,
    created_at: toIso(group.createdAt),
    updated_at: toIso(group.createdAt),
  };
}
