import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openEngine, type TestEngine } from '../../src/pipeline/engine.fake.ts';
import { findBrokenLink } from '../../src/review/audit.ts';
import { answerDeadLetters } from './answer.ts';

describe('deadletters', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await openEngine(inject('postgresUrl'));
  });
  afterAll(() => engine.close());

  const ask = (...args: string[]) => answerDeadLetters(engine.database, args, 'operator test');

  it('lists, shows and replays a poisoned event and its turn, which then end well', async () => {
    expect((await ask('list')).text).toBe('Nothing is in quarantine.');
    const ticketId = engine.write();
    await engine.arrived(1, `ticket_id = ${ticketId}`);
    engine.brain.before = () => {
      throw new TypeError('no such thing as a thought');
    };
    for (let n = 0; n < 6; n += 1) await engine.work(ticketId);
    engine.brain.before = () => {};
    await engine.run();
    const { text } = await ask('list');
    expect(text).toMatch(/inbox:\d+ +poison .*ticket \d+, ticket.created, 6 attempts: no such thing as a thought/);
    expect(text).toMatch(/turn:\d+ +failed .*no such thing as a thought/);
    const inboxRef = /inbox:\d+/.exec(text)?.[0] ?? '';
    expect((await ask('show', inboxRef)).text).toContain('"type":"zen:event-type:ticket.created"');

    expect((await ask('replay', 'all')).text).toBe('2 of 2 will be tried again.');
    await engine.work(ticketId);
    await engine.run();
    expect(
      engine
        .notes(ticketId)
        .map((note) => note.plainBody)
        .join(),
    ).toContain('30 days');
    expect((await ask('list')).text).toBe('Nothing is in quarantine.');
    expect(await findBrokenLink(engine.deps.reviews.db)).toBeNull();
  });

  it('replays a failed step and what waited for it, and looks before it acts again', async () => {
    const [row] = await engine.rows('insert into ticket_case (ticket_id) values (77) returning id');
    const insert = `insert into effect (key, kind, case_id, after_effect_id, payload, state, reason, attempts, proof)
      values ($1, 'tool_run', $2, $3, '{}', $4, $5, 12, null) returning id`;
    const [first] = await engine.rows(insert, ['a', row?.['id'], null, 'failed', 'down']);
    const because = 'Not done, because an earlier step was failed';
    await engine.rows(insert, ['b', row?.['id'], first?.['id'], 'superseded', because]);
    const ref = `effect:${String(first?.['id'])}`;
    expect(JSON.parse((await ask('replay', ref, '--json')).text)).toEqual({ kind: 'replayed', also: 1 });
    expect(
      await engine.rows('select state, attempts from effect where case_id = $1 order by id', [row?.['id']]),
    ).toEqual([
      { state: 'unknown', attempts: 1 },
      { state: 'planned', attempts: 12 },
    ]);
    expect(await ask('replay', ref)).toEqual({ text: 'Not replayed. It has not failed.', exitCode: 1 });
  });

  it('says how it is used when it does not understand', async () => {
    for (const args of [[], ['list', 'x'], ['show'], ['replay', 'review:1'], ['drop', 'inbox:1']]) {
      expect((await ask(...args)).exitCode).toBe(2);
    }
    expect((await ask('show', 'turn:99999')).exitCode).toBe(1);
  });
});
