import type { ZendeskAccess } from './access.ts';

/** All API tokens stop on this day; new accounts could not create any since July 2026, nobody since October 2026. */
const LAST_DAY = Date.parse('2027-04-30T00:00:00Z');
const DAY_MS = 86_400_000;

/** Legacy: `email/token` with an API token, for accounts that have not moved to OAuth yet. */
export function legacyTokenAccess({ email, token }: { email: string; token: string }): ZendeskAccess {
  const header = `Basic ${Buffer.from(`${email}/token:${token}`).toString('base64')}`;
  return { authorization: async () => header, renew: async () => false };
}

/** Said at each start and by the doctor, so that nobody learns of the end on the day itself. */
export function legacyWarning(now: Date): string {
  const days = Math.ceil((LAST_DAY - now.getTime()) / DAY_MS);
  const left = days > 0 ? `in ${days} day${days === 1 ? '' : 's'}` : 'and that day has passed';
  return `ZENDESK_LEGACY_TOKEN is an API token: Zendesk ends all of them on 30 April 2027, ${left}. Create an OAuth client and set ZENDESK_CLIENT_ID and ZENDESK_CLIENT_SECRET.`;
}
