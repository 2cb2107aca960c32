import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openEngine, type TestEngine } from '../../src/pipeline/engine.fake.ts';
import { silentLog } from '../../src/platform/log.ts';
import { createSpanStore } from '../../src/platform/span-store.ts';
import { newSpanId, type SpanRecord, traceIdOf } from '../../src/platform/trace.ts';
import { tracePage } from './page.ts';
import { readTrace } from './read-trace.ts';
import { readSpend, spendText } from './spend.ts';
import { traceText } from './terminal.ts';

describe('./scripts/trace', () => {
  let engine: TestEngine;
  let ticketId: number;
  beforeAll(async () => {
    engine = await openEngine(inject('postgresUrl'));
    ticketId = engine.write('How many days do I have to return my grinder? Write to ann.other@example.org please.');
    await engine.arrived(1, `ticket_id = ${ticketId}`);
    await engine.run();
    const [turn] = await engine.rows(
      'select t.id from turn t join ticket_case c on c.id = t.case_id where c.ticket_id = $1',
      [ticketId],
    );
    const turnId = Number(turn?.['id']);
    const store = createSpanStore(engine.database, silentLog);
    const at = new Date();
    const span: SpanRecord = {
      traceId: traceIdOf(ticketId, turnId),
      spanId: newSpanId(),
      parentId: null,
      ticketId,
      turnId,
      stage: 'assess',
      kind: 'question',
      name: 'triage',
      startedAt: at,
      endedAt: new Date(at.getTime() + 870),
      attributes: {},
      content: { input: 'Somebody unveiled: bob.third@example.org', output: '{}' },
      error: null,
    };
    store.record(span);
    store.record({ ...span, spanId: newSpanId(), kind: 'stage' });
    await store.close?.();
  });
  afterAll(() => engine.close());

  it('shows every stage of every turn with who thought and what was asked, and nobody’s address', async () => {
    const trace = await readTrace(engine.database, ticketId);
    expect(trace?.turns[0]?.stages.map(({ stage }) => stage).sort()).toEqual(
      ['act', 'assess', 'check', 'draft', 'intake', 'retrieve', 'route'].sort(),
    );
    const assess = trace?.turns[0]?.stages.find(({ stage }) => stage === 'assess');
    expect(assess?.spans.map(({ name, ms }) => [name, ms])).toEqual([['triage', 870]]);
    if (!trace) throw new Error('no trace');
    for (const shown of [JSON.stringify(trace), traceText(trace, true), tracePage(trace)]) {
      expect(shown).toContain('[email 1]');
      expect(shown).not.toMatch(/ann\.other|bob\.third/);
    }
  });

  it('knows nothing of a ticket that was never taken up', async () => {
    expect(await readTrace(engine.database, 987_654_321)).toBeNull();
  });

  it('adds money up by day, stage and model', async () => {
    const spend = await readSpend(engine.database, 7);
    expect(spend.map(({ stage }) => stage)).toContain('assess');
    expect(spendText(spend)).toContain('USD');
    expect(spendText([])).toContain('No model');
  });
});
