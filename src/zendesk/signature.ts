import { createHmac, timingSafeEqual } from 'node:crypto';

/** Zendesk signs the "test webhook" button of an unsaved webhook with this one. Everybody knows it. */
const PUBLIC_TEST_SECRET = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';

/** Zendesk documents no window; five minutes is what its other consumers use. */
const DEFAULT_TOLERANCE_MS = 5 * 60_000;
/** Room for clocks that differ; more would let a stolen request be kept for later. */
const DEFAULT_FUTURE_MS = 60_000;

/**
 * Ends in Z and nothing else: the signature has no separator between timestamp and body, so a looser pattern would let
 * characters move from one into the other under the same signature.
 */
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

export interface SignedRequest {
  timestamp: string | undefined;
  signature: string | undefined;
  /** The bytes as they came, before any parsing. */
  body: Buffer;
}

export interface SignatureRules {
  /** Two are valid while a secret is being rotated. */
  secrets: readonly string[];
  /** From then on only the first of them holds: a rotation that nobody ends would keep a lost secret alive. */
  oldSecretsUntil?: Date | null;
  toleranceMs?: number;
  futureMs?: number;
}

export type SignatureVerdict =
  | 'ok'
  | 'missing_headers'
  | 'wrong_signature'
  | 'bad_timestamp'
  | 'too_old'
  | 'from_the_future';

/** The signature is judged before the time, so "too old" is only ever said of something that Zendesk really signed. */
export function verifySignature(request: SignedRequest, rules: SignatureRules, now: Date): SignatureVerdict {
  const { timestamp, signature, body } = request;
  if (!timestamp || !signature) return 'missing_headers';
  const ended = rules.oldSecretsUntil && now >= rules.oldSecretsUntil;
  const secrets = ended ? rules.secrets.slice(0, 1) : rules.secrets;
  const matches = secrets.map((secret) => isSame(signature, signWebhook(secret, timestamp, body)));
  if (!matches.includes(true)) return 'wrong_signature';
  if (!TIMESTAMP.test(timestamp)) return 'bad_timestamp';
  const ageMs = now.getTime() - Date.parse(timestamp);
  if (Number.isNaN(ageMs)) return 'bad_timestamp';
  if (ageMs > (rules.toleranceMs ?? DEFAULT_TOLERANCE_MS)) return 'too_old';
  return -ageMs > (rules.futureMs ?? DEFAULT_FUTURE_MS) ? 'from_the_future' : 'ok';
}

/** base64 of HMAC-SHA256 over timestamp and raw body; the secret is used as it is written, not decoded. */
export function signWebhook(secret: string, timestamp: string, body: Buffer | string): string {
  return createHmac('sha256', secret).update(timestamp).update(body).digest('base64');
}

/** True for the secret that must never be accepted in production. */
export function isPublicTestSecret(secret: string): boolean {
  return secret.trim() === PUBLIC_TEST_SECRET;
}

function isSame(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
