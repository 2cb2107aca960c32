import { z } from 'zod';
import { defineApprovalTool, type LimitFacts } from '../tool.ts';

const Input = z.strictObject({ customerId: z.string().min(1), email: z.email() });
type Input = z.infer<typeof Input>;

export const unlockAccount = defineApprovalTool({
  name: 'unlock_account',
  toolClass: 'approval-only',
  description: 'Lets the requester sign in again after wrong passwords. Changes no password and no second factor.',
  moves: 'access',
  input: Input,
  preview: ({ email }) => `Unlock the account of ${email}`,
  outcome: () => 'We have unlocked your account.',
  limits,
  cautions: () => ['Whoever has this mailbox gets into the account.'],
  undo: (input) => ({ tool: 'lock_account', input }),
  execute: async ({ customerId }, { backoffice, idempotencyKey }) => ({
    ...(await backoffice.makeChange({
      kind: 'account_unlock',
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

function limits(input: Input, { customer, account }: LimitFacts): string[] {
  if (customer?.id !== input.customerId || customer.email.toLowerCase() !== input.email.toLowerCase())
    return ['This is not the account of this requester.'];
  if (account?.status !== 'locked') return ['The account is not locked.'];
  if (account.lockedBecause === 'wrong_passwords') return [];
  return account.lockedBecause === 'fraud'
    ? ['The account was locked because of a suspicion of fraud: Trust & Safety decides.']
    : ['A colleague locked this account on purpose: ask them first.'];
}
