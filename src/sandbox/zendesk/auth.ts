import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { type Answer, ok } from './answers.ts';
import type { User } from './entities.ts';
import type { RequestRecord } from './options.ts';
import type { State } from './state.ts';

type Token = { userId: number; scopes: string[]; expiresAt: number };

export type Caller = { user: User; scopes: string[]; auth: RequestRecord['auth'] };

/** [documented] Bounds of `expires_in`. [guess] What is given without one. */
const SHORTEST_S = 300;
const LONGEST_S = 172_800;
const DEFAULT_S = 7_200;

/** [documented] Between 7 and 90 days; this is the default. */
const REFRESH_LIFE_MS = 30 * 86_400_000;

const refreshBody = z.object({
  grant_type: z.literal('refresh_token'),
  refresh_token: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
});

const grantBody = z.object({
  grant_type: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
  scope: z.string().optional(),
  expires_in: z.coerce.number().int().optional(),
});

/** Issues tokens and says who a request comes from. Tokens live as long as the server. */
export class Auth {
  readonly #state: State;
  readonly #tokens = new Map<string, Token>();
  readonly #refreshable = new Map<string, { clientId: string; token: Token; access: string; endsAt: number }>();

  constructor(state: State) {
    this.#state = state;
    const endsAt = state.clock() + REFRESH_LIFE_MS;
    for (const { clientId, refreshToken, scopes, actsAs } of state.options.oauthClients) {
      const user = this.#creatorOf(actsAs);
      const token = { userId: user?.id ?? 0, scopes, expiresAt: 0 };
      if (refreshToken) this.#refreshable.set(refreshToken, { clientId, token, access: '', endsAt });
    }
  }

  /** [documented] client_credentials acts as the user who created the client. */
  grant(body: unknown): Answer {
    const again = refreshBody.safeParse(body);
    if (again.success) return this.#refresh(again.data);
    const parsed = grantBody.safeParse(body);
    if (!parsed.success) return refused(400, 'invalid_request', z.prettifyError(parsed.error));
    const given = parsed.data;
    if (given.grant_type !== 'client_credentials')
      return refused(400, 'unsupported_grant_type', 'Use client_credentials.');
    const client = this.#state.options.oauthClients.find((each) => each.clientId === given.client_id);
    if (!client || !same(client.clientSecret, given.client_secret))
      return refused(401, 'invalid_client', 'Unknown client or wrong secret.');
    const scopes = given.scope?.split(/\s+/).filter(Boolean) ?? client.scopes;
    const stranger = scopes.find((scope) => !covers(client.scopes, scope));
    if (stranger) return refused(400, 'invalid_scope', `The client may not ask for "${stranger}".`);
    const seconds = given.expires_in ?? DEFAULT_S;
    if (seconds < SHORTEST_S || seconds > LONGEST_S)
      return refused(400, 'invalid_request', 'expires_in must be 300 to 172800.');
    const user = this.#creatorOf(client.actsAs);
    const life = client.lifeSeconds ?? seconds;
    if (!user) return refused(401, 'invalid_client', 'The client belongs to no agent.');
    return ok(this.#issue({ userId: user.id, scopes, expiresAt: this.#state.clock() + life * 1_000 }, seconds));
  }

  /** [documented] The old pair ends with the new one: a refresh token works once. */
  #refresh(given: z.infer<typeof refreshBody>): Answer {
    const client = this.#state.options.oauthClients.find((each) => each.clientId === given.client_id);
    const known = this.#refreshable.get(given.refresh_token);
    if (!client || !same(client.clientSecret, given.client_secret))
      return refused(401, 'invalid_client', 'Unknown client or wrong secret.');
    if (!known || known.clientId !== client.clientId || known.endsAt <= this.#state.clock())
      return refused(400, 'invalid_grant', 'The refresh token is expired, revoked or was used.');
    this.#refreshable.delete(given.refresh_token);
    this.#tokens.delete(known.access);
    const expiresAt = this.#state.clock() + DEFAULT_S * 1_000;
    return ok(this.#issueWithRefresh({ ...known.token, expiresAt }, client.clientId));
  }

  #issueWithRefresh(token: Token, clientId: string): Record<string, unknown> {
    const issued = this.#issue(token, DEFAULT_S);
    const refresh_token = randomBytes(32).toString('hex');
    const endsAt = this.#state.clock() + REFRESH_LIFE_MS;
    this.#refreshable.set(refresh_token, { clientId, token, access: String(issued['access_token']), endsAt });
    return { ...issued, refresh_token, refresh_token_expires_in: REFRESH_LIFE_MS / 1_000 };
  }

  identify(headers: IncomingHttpHeaders): Caller | undefined {
    const [scheme, credentials] = (headers.authorization ?? '').split(' ');
    if (scheme === 'Bearer' && credentials) return this.#fromToken(credentials);
    if (scheme === 'Basic' && credentials) return this.#fromBasic(Buffer.from(credentials, 'base64').toString('utf8'));
    return undefined;
  }

  #issue(token: Token, seconds: number): Record<string, unknown> {
    const access_token = randomBytes(32).toString('hex');
    this.#tokens.set(access_token, token);
    return { access_token, token_type: 'bearer', scope: token.scopes.join(' '), expires_in: seconds };
  }

  #fromToken(text: string): Caller | undefined {
    const token = this.#tokens.get(text);
    if (!token || token.expiresAt <= this.#state.clock()) return undefined;
    const user = this.#state.users.get(token.userId);
    return user ? { user, scopes: token.scopes, auth: 'bearer' } : undefined;
  }

  /** [documented] `email/token:<api token>`; dies in April 2027. */
  #fromBasic(text: string): Caller | undefined {
    const expected = this.#state.options.apiToken;
    const match = /^(.+)\/token:(.*)$/s.exec(text);
    if (!expected || !match || !same(match[2] ?? '', expected)) return undefined;
    const user = this.#findAgent(match[1]);
    return user ? { user, scopes: ['read', 'write'], auth: 'basic' } : undefined;
  }

  #creatorOf(email: string | undefined): User | undefined {
    if (email) return this.#findAgent(email);
    const agents = [...this.#state.users.values()].filter((user) => user.role !== 'end-user');
    return agents.find((user) => user.isBot) ?? agents[0];
  }

  #findAgent(email: string | undefined): User | undefined {
    return [...this.#state.users.values()].find((user) => user.email === email && user.role !== 'end-user');
  }
}

/** [guess] The texts; [documented] the status. */
export function unauthorized(headers: IncomingHttpHeaders): Answer {
  const withBasic = headers.authorization?.startsWith('Basic') ?? false;
  if (withBasic) return { status: 401, body: { error: "Couldn't authenticate you" } };
  const description = 'The access token provided is expired, revoked, malformed or invalid for other reasons.';
  return refused(401, 'invalid_token', description);
}

/** [seen] Resources that have a scope of their own; fields, groups, searches and exports are in the general ones only. */
const RESOURCES: Record<string, string> = {
  tickets: 'tickets',
  users: 'users',
  organizations: 'organizations',
  help_center: 'hc',
  triggers: 'triggers',
  webhooks: 'webhooks',
};

/** [documented] The narrowest scope that lets a call in: per resource such as `tickets:write`, else `read` or `write`. */
export function neededScope(method: string, path: string): string {
  const need = method === 'GET' ? 'read' : 'write';
  const resource = RESOURCES[path.split('/')[1] ?? ''];
  return resource ? `${resource}:${need}` : need;
}

/** The general scope includes the one of each resource. */
export function covers(scopes: readonly string[], needed: string): boolean {
  return scopes.includes(needed) || scopes.includes(needed.split(':').at(-1) ?? '');
}

function refused(status: number, error: string, error_description: string): Answer {
  return { status, body: { error, error_description } };
}

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
