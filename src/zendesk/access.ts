import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { AccessRefused, messageOf, Unavailable } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';

/** Where the `Authorization` header comes from. */
export interface ZendeskAccess {
  authorization(): Promise<string>;
  /** Told which header was answered with 401; true when there is a different one to try now. */
  renew(refused: string): Promise<boolean>;
}

export interface OauthAccessOptions {
  baseUrl: string;
  /** A confidential OAuth client, created while signed in as the bot: whatever we do is done as its creator. */
  clientId: string;
  clientSecret: string;
  /** Space-separated, for example "read write". */
  scope: string;
  fetch: typeof fetch;
  clock: Clock;
  log: Log;
  timeoutMs?: number;
}

const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().nullish() });

interface Token {
  header: string;
  renewAt: number;
  expiresAt: number;
}

const RENEW_AT_SHARE_OF_LIFE = 0.8;
const DEFAULT_TIMEOUT_MS = 5_000;
const RETRY_MS = 5_000;

/** OAuth client credentials: one token at a time, renewed before it ends and after a 401, never twice at once. */
export class OauthAccess implements ZendeskAccess {
  readonly #options: OauthAccessOptions;
  #token: Token | null = null;
  #pending: Promise<Token> | null = null;

  constructor(options: OauthAccessOptions) {
    this.#options = options;
  }

  async authorization(): Promise<string> {
    const now = this.#options.clock.now().getTime();
    const token = this.#token;
    if (!token || now >= token.expiresAt) return (await this.#mint()).header;
    if (now < token.renewAt) return token.header;
    return this.#renewEarly(token);
  }

  async renew(refused: string): Promise<boolean> {
    // Somebody else may have renewed while our refused request was under way.
    if (this.#token && this.#token.header !== refused) return true;
    return (await this.#mint()).header !== refused;
  }

  /** The old token is good for a while yet, so a failure now is worth a line and nothing more. */
  async #renewEarly(token: Token): Promise<string> {
    try {
      return (await this.#mint()).header;
    } catch (error) {
      this.#options.log.warn(
        { err: messageOf(error) },
        'zendesk token not renewed early; the old one is used until it ends',
      );
      return token.header;
    }
  }

  #mint(): Promise<Token> {
    this.#pending ??= this.#request().finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  async #request(): Promise<Token> {
    const answer = await this.#ask();
    if (!answer.ok) throw refusal(answer.status);
    const parsed = TokenAnswer.safeParse(await answer.json().catch(() => null));
    if (!parsed.success)
      throw new Unavailable('Zendesk answered the token request with something that is no token', RETRY_MS);
    const now = this.#options.clock.now().getTime();
    const lifeMs = (parsed.data.expires_in ?? Number.POSITIVE_INFINITY) * 1_000;
    this.#token = {
      header: `Bearer ${parsed.data.access_token}`,
      renewAt: now + lifeMs * RENEW_AT_SHARE_OF_LIFE,
      expiresAt: now + lifeMs,
    };
    return this.#token;
  }

  async #ask(): Promise<Response> {
    const { baseUrl, clientId, clientSecret, scope } = this.#options;
    try {
      return await this.#options.fetch(new URL('/oauth/tokens', baseUrl), {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: clientSecret,
          scope,
        }),
        redirect: 'manual',
        signal: AbortSignal.timeout(this.#options.timeoutMs ?? DEFAULT_TIMEOUT_MS),
      });
    } catch (cause) {
      throw new Unavailable(`Zendesk did not answer the token request: ${messageOf(cause)}`, RETRY_MS, { cause });
    }
  }
}

function refusal(status: number): Error {
  if (status === 429 || status >= 500)
    return new Unavailable(`Zendesk answered the token request with ${status}`, RETRY_MS);
  return new AccessRefused(
    `Zendesk refused the OAuth client (${status}). Check client id, secret and scopes, and that the client is confidential.`,
  );
}

/**
 * Legacy: `email/token` with an API token. New accounts cannot create them any more and all of them stop on 2027-04-30,
 * so this is for accounts that have not moved to OAuth yet.
 */
export function legacyTokenAccess({ email, token }: { email: string; token: string }): ZendeskAccess {
  const header = `Basic ${Buffer.from(`${email}/token:${token}`).toString('base64')}`;
  return { authorization: async () => header, renew: async () => false };
}
