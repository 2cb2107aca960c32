import { expect, it } from 'vitest';
import { signWebhook } from './signature.ts';

it('signs like Zendesk: the test vector of its documentation', () => {
  const secret = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';
  const signature = signWebhook(secret, '2021-03-25T05:09:27Z', '{"event":"ticket.updated","id":123}');
  expect(signature).toBe('S/RDdU2ERmj7LHDDoWJ2onPYH+t7/f2+LTM4dL7UiLM=');
});
