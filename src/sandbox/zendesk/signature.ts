import { createHmac } from 'node:crypto';

/** [documented] base64(HMAC-SHA256(secret as it is written, timestamp followed by the raw body)). */
export function signWebhook(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(timestamp).update(body).digest('base64');
}
