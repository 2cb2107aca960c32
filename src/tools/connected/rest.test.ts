import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GiveUp, OutcomeUnknown, Unavailable } from '../../platform/errors.ts';
import { SMALL_SHOP } from '../../sandbox/backoffice/small-shop.fake.ts';
import { type BackofficeSandbox, startBackoffice } from '../../sandbox/backoffice-server.ts';
import { createConnectedTools, type Writer } from './connected-tools.ts';
import { parseConnectors } from './connector-file.ts';
import { openConnectors } from './open-connectors.ts';
import { createRestSystem } from './rest-system.ts';

const ANNA: Writer = { email: 'anna@mail.example', verified: true, fromRequester: true };

/** The shop's own back office, seen as somebody else's system through nothing but a file. */
const yaml = (url: string, find = 'find: { get: "/cancellations?idempotency_key={key}", at: cancellations.0 }') => `
version: 1
connectors:
  club:
    kind: rest
    url: ${url}
    timeout_seconds: 1
    auth: { value: "Bearer {CONNECTOR_CLUB_KEY}" }
    requester: { get: "/customers?email={email}", at: customers.0 }
    records:
      subscriptions: { get: "/customers/{id}/subscriptions" }
    operations:
      get_order: { get: "/orders/{order_id}?customer_id={customer_id}", at: order, absent: 404 }
      end_subscription: { post: "/subscriptions/{id}/cancel", body: { customer_id: "{customer_id}" }, proof: cancellation.id, ${find} }
    tools:
      - { name: get_order, class: read-only, moves: nothing, preview: Look up, owner: record.customer_id, arguments: [order_id, customer_id] }
      - name: end_subscription
        class: approval-only
        moves: commitment
        preview: "End the subscription {id}"
        record: { kind: subscriptions, by: customer_id }
        owner: input.customer_id
        arguments: [id, customer_id]
        limits:
          - any: [{ that: input.id, within: "record.subscriptions[].id" }]
            says: This subscription is not one of theirs.
look_ups:
  - tool: club.get_order
    arguments: { order_id: { entity: order_number }, customer_id: { requester: id } }
    title: "Order {number}"
    says: ["Order {number} is {status} with {carrier}."]
actions:
  - { name: end_club, tool: club.end_subscription, arguments: { id: { value: sub_1 }, customer_id: { requester: id } } }
  - { name: end_foreign, tool: club.end_subscription, arguments: { id: { value: sub_2 }, customer_id: { requester: id } } }
`;

let shop: BackofficeSandbox;

beforeEach(async () => {
  shop = await startBackoffice({ ...SMALL_SHOP, apiKey: 'secret' });
});
afterEach(() => shop.close());

function connect(text = yaml(shop.url)) {
  const file = parseConnectors(text, 'connectors.yaml');
  const connector = file.connectors['club'];
  if (connector?.kind !== 'rest') throw new Error('not a REST connector');
  const system = createRestSystem(connector, { name: 'club', headers: { authorization: 'Bearer secret' }, fetch });
  return createConnectedTools(file, { club: system });
}

async function held(action: string, tools = connect()) {
  const wanted = { action, intentName: 'Club', assessment: { entities: [], risks: [] } };
  const { proposals } = await tools.plan(ANNA, wanted);
  const [proposal] = proposals;
  if (!proposal) throw new Error('nothing was proposed');
  const run = {
    tool: proposal.tool,
    input: proposal.input,
    idempotencyKey: `deskhand-9:1-${proposal.key}`,
    decisionId: 3,
    onBehalfOf: { id: 'cus_1' },
  };
  return { tools, proposal, run };
}

describe('a back office that a file describes', () => {
  it('tells the drafter about the requester’s own order and nobody else’s', async () => {
    const tools = connect();
    const asked = (value: string) => tools.lookUp(ANNA, [{ kind: 'order_number', value }], new Date(0));
    expect((await asked('1042')).records[0]).toMatchObject({
      title: 'Order 1042',
      text: 'Order 1042 is delivered with DHL.',
    });
    expect((await asked('1077')).records).toEqual([]);
    expect(shop.requests().every(({ method }) => method === 'GET')).toBe(true);
  });

  it('does once what was approved, with the key in the header, and finds it again', async () => {
    const { tools, proposal, run } = await held('end_club');
    expect(proposal).toMatchObject({ preview: 'End the subscription sub_1 (customer_id: cus_1)', brokenLimits: [] });
    expect(await tools.findRun(run)).toBeNull();
    expect(await tools.run(run)).toMatchObject({ kind: 'done', proof: { id: 'cx_7001' } });
    expect(shop.cancellations()).toMatchObject([{ subscriptionId: 'sub_1', idempotencyKey: run.idempotencyKey }]);
    expect(await tools.findRun(run)).not.toBeNull();
  });

  it('cannot be approved for what is somebody else’s', async () => {
    const { proposal, tools, run } = await held('end_foreign');
    expect(proposal.brokenLimits).toEqual(['This subscription is not one of theirs.']);
    expect(await tools.run(run)).toMatchObject({ kind: 'refused' });
    expect(shop.cancellations()).toEqual([]);
  });

  it('knows after a lost answer that it was done', async () => {
    const { tools, run } = await held('end_club');
    shop.setFaults([{ kind: 'reset', times: 1, method: 'POST', afterCommit: true }]);
    await expect(tools.run(run)).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(await tools.findRun(run)).not.toBeNull();
  });

  it('says that nobody knows where the other side cannot be asked, and never takes silence for "not done"', async () => {
    const { tools, run } = await held('end_club', connect(yaml(shop.url, 'repeatable: false')));
    await expect(tools.findRun(run)).rejects.toBeInstanceOf(GiveUp);
    const asks = connect();
    shop.setFaults([{ kind: 'status', status: 404, times: 1, path: '/cancellations' }]);
    await expect(asks.findRun(run)).rejects.toBeInstanceOf(GiveUp);
    shop.setFaults([{ kind: 'hang', times: 1, path: '/cancellations' }]);
    await expect(asks.findRun(run)).rejects.toBeInstanceOf(Unavailable);
  });

  it('keeps an argument that looks like a path inside its place', async () => {
    const tools = connect();
    await tools.lookUp(ANNA, [{ kind: 'order_number', value: '../../refunds' }], new Date(0));
    expect(shop.requests().some(({ path }) => path.startsWith('/refunds'))).toBe(false);
  });
});

describe('the connectors file', () => {
  const withLine = (from: string, to: string) => yaml('http://127.0.0.1:1').replace(from, to);
  it.each([
    ['no class', withLine('class: approval-only', 'preview2: x'), /class/],
    [
      'money without a person',
      withLine('class: approval-only\n        moves: commitment', 'class: automatic\n        moves: money'),
      /a person has to approve/,
    ],
    ['a change without an owner', withLine('owner: input.customer_id', 'limits2: 1'), /limits2|owner/],
    [
      'a look-up that shows anybody’s data',
      withLine(', owner: record.customer_id', '').replace(
        ', customer_id: { requester: id } }\n    title',
        ' }\n    title',
      ),
      /anybody's data/,
    ],
    [
      'an operation without a tool',
      withLine('  get_order: { get', '  delete_all: { post: /x }\n      get_order: { get'),
      /nobody has given it a class/,
    ],
    ['an unknown tool', withLine('tool: club.get_order', 'tool: club.get_everything'), /not a tool of any connector/],
    [
      'a look-up that changes something',
      withLine(
        'tool: club.get_order\n    arguments: { order_id: { entity: order_number }, customer_id: { requester: id } }',
        'tool: club.end_subscription',
      ),
      /cannot be a look-up/,
    ],
  ])('is refused with %s, in words', (_what, text, words) => {
    expect(() => parseConnectors(text, 'connectors.yaml')).toThrow(words);
  });
});

describe('the keys of connectors', () => {
  const open = async (text: string, secrets: Record<string, string>) => {
    const { mkdtemp, writeFile } = await import('node:fs/promises');
    const { tmpdir } = await import('node:os');
    const file = `${await mkdtemp(`${tmpdir()}/connectors-`)}/connectors.yaml`;
    await writeFile(file, text);
    return openConnectors({ file, secrets }, () => fetch);
  };

  it('come from variables that start with CONNECTOR_ and from no others', async () => {
    const opened = await open(yaml(shop.url), { CONNECTOR_CLUB_KEY: 'secret' });
    expect(await opened.systems['club']?.requester('anna@mail.example')).toMatchObject({ id: 'cus_1' });
    await expect(open(yaml(shop.url), {})).rejects.toThrow('CONNECTOR_CLUB_KEY is missing');
    const stolen = yaml(shop.url).replace('{CONNECTOR_CLUB_KEY}', '{DATABASE_URL}');
    await expect(open(stolen, { DATABASE_URL: 'postgres://x' })).rejects.toThrow(
      'only names that start with CONNECTOR_',
    );
  });
});
