import { cancelSubscription } from './approval-only/cancel-subscription.ts';
import { changeAddress } from './approval-only/change-address.ts';
import { changeSubscription } from './approval-only/change-subscription.ts';
import { issueRefund } from './approval-only/issue-refund.ts';
import { lockAccount } from './approval-only/lock-account.ts';
import { unlockAccount } from './approval-only/unlock-account.ts';
import { setTicketLabels } from './automatic/set-ticket-labels.ts';
import { lookUpAccount } from './read-only/look-up-account.ts';
import { lookUpBilling } from './read-only/look-up-billing.ts';
import { lookUpCustomer } from './read-only/look-up-customer.ts';
import { lookUpOrder } from './read-only/look-up-order.ts';
import type { ApprovalTool } from './tool.ts';

const APPROVAL_TOOLS: readonly ApprovalTool[] = [
  cancelSubscription,
  changeAddress,
  changeSubscription,
  issueRefund,
  lockAccount,
  unlockAccount,
];

/** Every tool there is. A file in a class folder that is missing here fails the test beside this file. */
export const TOOLS = [...APPROVAL_TOOLS, setTicketLabels, lookUpAccount, lookUpBilling, lookUpCustomer, lookUpOrder];

export function findApprovalTool(name: string): ApprovalTool | null {
  return APPROVAL_TOOLS.find((tool) => tool.name === name) ?? null;
}
