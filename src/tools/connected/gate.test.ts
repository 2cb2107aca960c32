import { describe, expect, it } from 'vitest';
import { type Call, type Connection, gateCall, runHeld } from './gate.ts';
import { parseToolList } from './tool-list.ts';

const LIST = `
version: 1
tools:
  - { name: find_order, class: read-only, moves: nothing, preview: Look up, arguments: [order_id] }
  - name: cancel_order
    class: approval-only
    moves: money
    preview: Cancel order {order_id}
    record: { kind: order, by: order_id }
    owner: record.user_id
    arguments: [order_id, reason]
    limits:
      - any: [{ that: record.status, one_of: [pending] }]
        says: Only a pending order can be cancelled.
`;

class Orders implements Connection {
  readonly calls: Call[] = [];
  async find(_kind: string, id: string) {
    const orders: Record<string, Record<string, unknown>> = {
      A1: { user_id: 'eva', status: 'pending' },
      A2: { user_id: 'eva', status: 'delivered' },
      B1: { user_id: 'tom', status: 'pending' },
    };
    return orders[id] ?? null;
  }
  async call(call: Call) {
    this.calls.push(call);
    return 'done';
  }
}

const tools = parseToolList(LIST, 'test');
const gate = (call: Call) => gateCall({ tools, connection: new Orders(), requester: { id: 'eva' } }, call);
const cancel = (order_id: string, more = {}): Call => ({
  name: 'cancel_order',
  arguments: { order_id, reason: 'mistake', ...more },
});

describe('gateCall', () => {
  it('lets a look-up run and holds a change, with every argument in plain sight', async () => {
    expect(await gate({ name: 'find_order', arguments: { order_id: 'A1' } })).toMatchObject({ kind: 'free' });
    expect(await gate(cancel('A1'))).toMatchObject({
      kind: 'held',
      proposal: {
        preview: 'Cancel order A1 (reason: mistake)',
        toolClass: 'approval-only',
        moves: 'money',
        brokenLimits: [],
      },
    });
  });

  it('knows no tool that the operator has not let in, whatever the other side offers', async () => {
    expect(await gate({ name: 'delete_everything', arguments: {} })).toMatchObject({ kind: 'refused' });
  });

  it('refuses arguments that nobody has let in', async () => {
    expect(await gate(cancel('A1', { as_admin: true }))).toMatchObject({ kind: 'refused' });
  });

  it('says of a foreign record exactly what it says of a missing one (S9)', async () => {
    const [foreign, missing] = await Promise.all([gate(cancel('B1')), gate(cancel('B2'))]);
    expect(foreign).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(foreign).replace('B1', 'X')).toBe(JSON.stringify(missing).replace('B2', 'X'));
  });

  it('breaks a limit in words', async () => {
    expect(await gate(cancel('A2'))).toMatchObject({
      kind: 'held',
      proposal: { brokenLimits: ['Only a pending order can be cancelled.'] },
    });
  });
});

describe('runHeld', () => {
  async function run(warrant: { decisionId: number | null; policyAllows: boolean }, order = 'A1', changes = {}) {
    const orders = new Orders();
    const gated = await gateCall({ tools, connection: orders, requester: { id: 'eva' } }, cancel(order));
    if (gated.kind !== 'held') throw new Error('not held');
    const result = await runHeld({ tools, connection: orders }, { ...gated.proposal, ...changes }, warrant);
    return { kind: result.kind, calls: orders.calls };
  }
  const DECIDED = { decisionId: 7, policyAllows: false };

  it('runs on a decision, exactly as shown', async () => {
    expect(await run(DECIDED)).toEqual({ kind: 'done', calls: [cancel('A1')] });
  });

  it.each([
    ['policy alone', { decisionId: null, policyAllows: true }, 'A1', {}],
    ['a decision on other arguments (S17)', DECIDED, 'A1', { input: { order_id: 'A2', reason: 'mistake' } }],
    ['a broken limit', DECIDED, 'A2', {}],
    [
      'a class that the proposal claims for itself (S19)',
      { decisionId: null, policyAllows: true },
      'A1',
      { toolClass: 'read-only' as const },
    ],
  ])('does not run on %s', async (_what, warrant, order, changes) => {
    expect(await run(warrant, order, changes)).toEqual({ kind: 'refused', calls: [] });
  });
});

describe('parseToolList', () => {
  it.each([
    ['has no default class', 'tools: [{ name: a, moves: nothing, preview: p, arguments: [] }]', /class/],
    [
      'keeps money out of look-ups',
      'tools: [{ name: a, class: read-only, moves: money, preview: p, arguments: [] }]',
      /cannot be read-only/,
    ],
    [
      'keeps access out of automatic tools',
      'tools: [{ name: a, class: automatic, moves: access, preview: p, owner: input.x, arguments: [x] }]',
      /a person has to approve/,
    ],
    [
      'wants to know whose it is',
      'tools: [{ name: a, class: approval-only, moves: money, preview: p, arguments: [] }]',
      /owner/,
    ],
  ])('%s', (_what, tool, problem) => {
    expect(() => parseToolList(`version: 1\n${tool}`, 'test')).toThrow(problem);
  });
});
