import { z } from 'zod';
import { messageOf } from '../../src/platform/errors.ts';

export interface Asking {
  url: string;
  clientId: string;
  clientSecret: string;
  scope: string;
}

export type Granted =
  | { kind: 'granted'; token: string; scopes: string[]; at: Date | null }
  | { kind: 'refused'; words: string; mend: string }
  | { kind: 'unreachable'; words: string };

const Grant = z.object({ access_token: z.string().min(1), scope: z.string().nullish() });
const Refusal = z.object({ error: z.string(), error_description: z.string().nullish() });
const TIMEOUT_MS = 8_000;

/** One token, asked for by hand, because the words of a refusal tell which of three things is wrong. */
export async function askForToken({ url, clientId, clientSecret, scope }: Asking): Promise<Granted> {
  const body = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope };
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(new URL('/oauth/tokens', url), { ...request, signal, redirect: 'manual' });
    const json: unknown = await answer.json().catch(() => null);
    const granted = Grant.safeParse(json);
    if (!answer.ok || !granted.success) return refusalOf(answer.status, json);
    const scopes = (granted.data.scope ?? scope).split(/\s+/).filter(Boolean);
    const at = Date.parse(answer.headers.get('date') ?? '');
    return { kind: 'granted', token: granted.data.access_token, scopes, at: Number.isNaN(at) ? null : new Date(at) };
  } catch (error) {
    return { kind: 'unreachable', words: `Zendesk does not answer: ${messageOf(error)}` };
  }
}

function refusalOf(status: number, json: unknown): Granted {
  const said = Refusal.safeParse(json).data;
  const words = `Zendesk refuses the OAuth client (${status}${said ? ` ${said.error}: ${said.error_description ?? ''}` : ''})`;
  return { kind: 'refused', words, mend: MENDS[said?.error ?? ''] ?? 'check the client in Admin Center' };
}

const MENDS: Readonly<Record<string, string>> = {
  invalid_client:
    'check client id and secret; make a new secret in Admin Center when in doubt, and that it is confidential',
  invalid_scope: 'allow the client these scopes in Admin Center',
  unauthorized_client: 'make the client confidential in Admin Center',
};
