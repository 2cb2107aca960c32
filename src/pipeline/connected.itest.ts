import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { Warehouse } from '../sandbox/mcp/warehouse.ts';
import { type McpSandbox, startMcpServer } from '../sandbox/mcp-server.ts';
import { assessmentOf } from '../tickets/assessment.fake.ts';
import { parseTaxonomy } from '../tickets/intent.ts';
import { type ConnectedTools, createConnectedTools } from '../tools/connected/connected-tools.ts';
import { openMcpLine } from '../tools/connected/mcp-line.ts';
import { createMcpSystem } from '../tools/connected/mcp-system.ts';
import { warehouseFile } from '../tools/connected/warehouse-file.fake.ts';
import { ringForDueRows } from './due.ts';
import { openEngine, type TestEngine } from './engine.fake.ts';
import { createToolRun } from './tool-run.ts';

const INTENT = { description: 'd', examples: ['a', 'b', 'c'], specialist: 'orders', group: 'Support', risk: 'medium' };
const TAXONOMY = parseTaxonomy(
  JSON.stringify({
    version: 1,
    intents: [
      { ...INTENT, label: 'stop_order', name: 'Stop an order', rollout: 'supervised', action: 'hold_order' },
      { ...INTENT, label: 'return_item', name: 'Return an item', rollout: 'supervised' },
    ],
  }),
  'test',
);

/** A tool of somebody else's MCP server, from a customer's mail over a person's press to the reply, over real HTTP on both sides. */
describe('a connected tool in the whole pipeline', () => {
  let engine: TestEngine;
  let server: McpSandbox;
  let warehouse: Warehouse;
  let tools: ConnectedTools;

  beforeAll(async () => {
    engine = await openEngine(inject('postgresUrl'));
  });
  afterAll(() => engine.close());

  beforeEach(async () => {
    warehouse = new Warehouse();
    server = await startMcpServer({ key: 'k', tools: warehouse.tools() });
    const file = warehouseFile(server.url, { timeout: 1 });
    const connector = file.connectors['warehouse'];
    if (connector?.kind !== 'mcp') throw new Error('not an MCP connector');
    const headers = { authorization: 'Bearer k' };
    const line = openMcpLine({ name: 'warehouse', url: server.url, headers, environment: {}, fetch, timeoutMs: 1_000 });
    tools = createConnectedTools(file, { warehouse: createMcpSystem(connector, line) });
    Object.assign(engine.deps, { taxonomy: TAXONOMY, connected: tools });
    engine.handlers.tool_run = createToolRun(null, engine.zendesk.helpdesk, tools);
    const entities = [{ kind: 'order_number' as const, value: '1042' }];
    engine.brain.assessment = assessmentOf({ intent: 'stop_order', entities });
    engine.brain.nextDraft = {
      kind: 'answer',
      text: 'We have stopped order 1042 in our warehouse. [3]',
      language: 'en',
      confidence: 0.9,
      reason: null,
    };
    return async () => {
      await tools.close();
      await server.close();
    };
  });

  async function received(): Promise<number> {
    engine.tick();
    const ticketId = engine.write('Hello, please stop order 1042, I ordered the wrong one. Thanks, Ana');
    await engine.arrived(1, `ticket_id = ${ticketId}`);
    engine.tick();
    await engine.run();
    engine.tick();
    return ticketId;
  }

  it('shows the drafter the record, holds the action, does it once after the press, and then answers', async () => {
    const ticketId = await received();
    const told = engine.brain.asked.draft.at(-1)?.sources ?? [];
    expect(told.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      expect.stringContaining('article:'),
      'record: Order 1042 is in the warehouse and its state is packing.',
      'action: We have stopped order 1042 in our warehouse.',
    ]);
    const review = await engine.openReview(ticketId);
    expect(review.shown.proposals[0]).toMatchObject({ preview: 'Hold order 1042 back in the warehouse' });
    expect(review.shown.findings.filter(({ severity }) => severity === 'block')).toEqual([]);
    expect(server.calls()).toEqual([]);

    expect(await engine.press(review)).toMatchObject({ kind: 'decided' });
    await engine.run();
    expect(server.calls()).toHaveLength(1);
    expect(engine.replies(ticketId)).toHaveLength(1);
    const after = await engine.deps.reviews.find(review.id);
    expect(after?.carriedOut.map(({ state }) => state)).toEqual(['done', 'done']);
  });

  it('does it once when the answer is lost, and replies only when it is known', async () => {
    const ticketId = await received();
    server.setFaults([{ kind: 'reset', tool: 'hold_order', times: 1, afterCommit: true }]);
    await engine.press(await engine.openReview(ticketId));
    await engine.run();
    expect(engine.replies(ticketId)).toEqual([]);
    await engine.makeDue();
    await ringForDueRows({ ...engine.deps, effects: engine.effects });
    await engine.run();
    expect(server.calls()).toHaveLength(1);
    expect(engine.replies(ticketId)).toHaveLength(1);
  });

  it('sends nothing and says why when the world has moved between the card and the press', async () => {
    const ticketId = await received();
    Object.assign(warehouse.orders['1042'] ?? {}, { state: 'gone' });
    const review = await engine.openReview(ticketId);
    await engine.press(review);
    await engine.run();
    expect([server.calls(), engine.replies(ticketId)]).toEqual([[], []]);
    const after = await engine.deps.reviews.find(review.id);
    expect(after?.carriedOut[0]).toMatchObject({ state: 'failed', reason: 'The order has left the warehouse.' });
    expect(engine.notes(ticketId).some(({ body }) => body.includes('An approved step failed'))).toBe(true);
  });

  it('drafts without the records when the other system is silent, and tells staff', async () => {
    server.setFaults([{ kind: 'hang', times: 50 }]);
    const ticketId = await received();
    const kinds = (engine.brain.asked.draft.at(-1)?.sources ?? []).map(({ kind }) => kind);
    expect(kinds).toEqual(['article']);
    expect(server.calls()).toEqual([]);
    expect(engine.notes(ticketId)[0]?.body).toContain('warehouse.get_order: no answer');
  });
});
