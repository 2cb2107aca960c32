import { randomUUID } from 'node:crypto';
import { signWebhook } from './signature.ts';
import { type State, toIso } from './state.ts';

/** [seen] Published by Zendesk for the button that tries out a webhook before it is saved. */
const PUBLIC_TEST_SECRET = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';

/** Signed as Zendesk signs it, with a secret that anybody can use. Answers the receiver's status. */
export async function sendTestDelivery(state: State, endpoint: string): Promise<number> {
  const timestamp = toIso(state.clock());
  const { accountId } = state.options.account;
  const body = JSON.stringify({
    account_id: accountId,
    id: randomUUID(),
    type: 'zen:event-type:ticket.created',
    detail: {},
  });
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'x-zendesk-webhook-signature': signWebhook(PUBLIC_TEST_SECRET, timestamp, body),
    'x-zendesk-webhook-signature-timestamp': timestamp,
  };
  const answer = await fetch(endpoint, { method: 'POST', headers, body });
  await answer.arrayBuffer();
  return answer.status;
}
