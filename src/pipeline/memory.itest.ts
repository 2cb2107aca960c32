import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { assessmentOf } from '../tickets/assessment.fake.ts';
import { parseTaxonomy } from '../tickets/intent.ts';
import { ANNA, anOrder } from '../tools/backoffice.fake.ts';
import { openEngine, type TestEngine } from './engine.fake.ts';
import { createMemory } from './memory.ts';

const INTENT = { description: 'd', examples: ['a', 'b', 'c'], specialist: 'billing', group: 'Support', risk: 'high' };
const TAXONOMY = parseTaxonomy(
  JSON.stringify({
    version: 1,
    intents: [
      { ...INTENT, label: 'refund_request', name: 'Refund request', rollout: 'supervised', action: 'issue_refund' },
      { ...INTENT, label: 'account_security', name: 'Account security', risk: 'always_human', rollout: 'assist' },
    ],
  }),
  'test',
);

/** What is remembered from one message to the next, seen from the ticket. */
describe('memory over several turns', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await openEngine(inject('postgresUrl'));
    engine.backoffice.findCustomer = async (email) => ({ ...ANNA, email });
    engine.backoffice.orders = [anOrder()];
    Object.assign(engine.deps, {
      taxonomy: TAXONOMY,
      backoffice: engine.backoffice,
      memory: createMemory(engine.database),
    });
  });
  afterAll(() => engine.close());

  /** Waits for this message's own event: those of agents and of ours arrive when they like. */
  async function heard(ticketId: number, text: string): Promise<void> {
    await engine.arrived(1, `ticket_id = ${ticketId} and position('${text}'::bytea in body) > 0`);
    engine.tick();
    await engine.run();
    engine.tick();
  }
  async function write(text: string): Promise<number> {
    engine.tick();
    const ticketId = engine.write(text);
    await heard(ticketId, text);
    return ticketId;
  }
  async function writeAgain(ticketId: number, text: string): Promise<void> {
    engine.sandbox.addCustomerComment(ticketId, { text });
    await heard(ticketId, text);
  }
  const lastAskFor = () => engine.brain.asked.draft.at(-1)?.askFor;

  it('asks for a field once, keeps what was said, and shows a person both', async () => {
    engine.brain.assessment = assessmentOf({ intent: 'refund_request' });
    engine.brain.nextDraft = {
      kind: 'clarify',
      text: 'Could you please tell us your order number?',
      language: 'en',
      confidence: 0.6,
      reason: null,
    };
    const ticketId = await write('Hello, I would like to have my money back please. Thanks, Ana');
    expect(lastAskFor()).toBe('order_number');
    await engine.press(await engine.openReview(ticketId));
    await engine.run();
    engine.tick();

    await writeAgain(ticketId, 'I do not know what you mean by that, sorry.');
    expect(lastAskFor()).toBeNull();
    const note = engine.notes(ticketId).at(-1)?.body ?? '';
    expect(note).toContain('The customer was already asked for: order number.');

    await writeAgain(ticketId, 'Found it! It is order 1042.');
    const third = await engine.openReview(ticketId);
    expect(third.shown.proposals[0]).toMatchObject({ tool: 'issue_refund', input: { orderNumber: '1042' } });
    expect(engine.notes(ticketId).at(-1)?.body).toContain('Already known: order number 1042');
  });

  it('does not escalate a second time what a person has already, until the team has answered', async () => {
    engine.brain.assessment = assessmentOf({ intent: 'account_security' });
    const ticketId = await write('Hello, somebody else used my account yesterday evening. Ana');
    expect(engine.notes(ticketId).at(-1)?.body).toContain('No answer drafted: over to you');
    await writeAgain(ticketId, 'And they have changed my address as well.');
    const second = engine.notes(ticketId).at(-1)?.body ?? '';
    expect(second).toContain('Still with you: the customer wrote again');
    expect(second).not.toContain('let the customer know');
    const agentId = (await engine.zendesk.helpdesk.findAgentByEmail('mira@kettleandpine.example')) ?? 0;
    engine.sandbox.addAgentComment(ticketId, { agentId, text: 'We have locked it.', public: true });
    engine.tick();
    await writeAgain(ticketId, 'Thank you. What do I do now with my password?');
    expect(engine.notes(ticketId).at(-1)?.body).toContain('over to you');
  });

  it('tells a person what the same customer wrote in other tickets lately', async () => {
    engine.brain.assessment = assessmentOf({ intent: 'account_security' });
    const ticketId = await write('Hello, I am writing about my account once more. Ana');
    const note = engine.notes(ticketId).at(-1)?.body ?? '';
    expect(note).toContain('The same customer lately');
    expect(note).toMatch(/Ticket \d+ on \d+ \w+: Account security, went to a person\./);
  });
});
