import { z } from 'zod';
import { defineApprovalTool, type LimitFacts } from '../tool.ts';

const Input = z.strictObject({ customerId: z.string().min(1), email: z.email() });
type Input = z.infer<typeof Input>;

/** The way back of unlock_account. Nothing proposes it by itself. */
export const lockAccount = defineApprovalTool({
  name: 'lock_account',
  toolClass: 'approval-only',
  description: "Locks the requester's account, so that nobody can sign in until a person unlocks it.",
  moves: 'access',
  input: Input,
  preview: ({ email }) => `Lock the account of ${email}`,
  outcome: () => 'We have locked your account.',
  limits: (input: Input, { customer, account }: LimitFacts) => {
    if (customer?.id !== input.customerId) return ['This is not the account of this requester.'];
    return account?.status === 'locked' ? ['The account is locked already.'] : [];
  },
  execute: async ({ customerId }, { backoffice, idempotencyKey }) => ({
    ...(await backoffice.makeChange({
      kind: 'account_lock',
      customerId,
      subject: customerId,
      details: {},
      idempotencyKey,
    })),
  }),
  find: async (idempotencyKey, backoffice) => {
    const found = await backoffice.findChange(idempotencyKey);
    return found && { ...found };
  },
});
