import { describe, expect, it } from 'vitest';
import { FakeBackoffice, someFacts } from '../backoffice.fake.ts';
import { lockAccount } from './lock-account.ts';
import { unlockAccount } from './unlock-account.ts';

const INPUT = { customerId: 'cus_1', email: 'anna@mail.example' };
const locked = (lockedBecause: 'wrong_passwords' | 'fraud' | 'staff') =>
  someFacts({ account: { status: 'locked', lockedBecause } });

describe('unlock_account', () => {
  it('may undo what wrong passwords did', () => {
    expect(unlockAccount.limits(INPUT, locked('wrong_passwords'))).toEqual([]);
    expect(unlockAccount.cautions(INPUT, locked('wrong_passwords'))).not.toEqual([]);
  });

  it.each(['fraud', 'staff'] as const)('leaves a lock because of %s to those who made it', (because) => {
    expect(unlockAccount.limits(INPUT, locked(because))).toHaveLength(1);
  });

  it('refuses an account that is open, and one of somebody else', () => {
    expect(unlockAccount.limits(INPUT, someFacts())).toEqual(['The account is not locked.']);
    const foreign = ['This is not the account of this requester.'];
    expect(unlockAccount.limits({ ...INPUT, email: 'bob@mail.example' }, locked('wrong_passwords'))).toEqual(foreign);
    expect(unlockAccount.limits({ ...INPUT, customerId: 'cus_2' }, locked('wrong_passwords'))).toEqual(foreign);
  });

  it('is undone by locking again, which knows when there is nothing to do', async () => {
    expect(unlockAccount.undo(INPUT)).toEqual({ tool: 'lock_account', input: INPUT });
    expect(lockAccount.limits(INPUT, someFacts())).toEqual([]);
    expect(lockAccount.limits(INPUT, locked('staff'))).toEqual(['The account is locked already.']);
    const backoffice = new FakeBackoffice();
    await lockAccount.execute(INPUT, { backoffice, idempotencyKey: 'k' });
    expect([...backoffice.changes.values()]).toMatchObject([{ kind: 'account_lock', subject: 'cus_1' }]);
    expect(await lockAccount.find('k', backoffice)).toEqual({ changeId: 'ch:k' });
  });
});
