import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openEngine, type TestEngine } from '../pipeline/engine.fake.ts';
import { silentLog } from '../platform/log.ts';
import { createTicketExport } from '../zendesk/ticket-export.ts';
import { countFoundBySweep } from './found-by-sweep.ts';
import { type SweepDeps, sweep } from './sweep.ts';
import { SweepStore } from './sweep-store.ts';

const AGENTS = [
  { name: 'Deskhand', email: 'deskhand@kettleandpine.example', isBot: true, role: 'admin' as const },
  { name: 'Mira Jansen', email: 'mira@kettleandpine.example' },
];
const NOW = { everyMs: 0, openEveryMs: 3_600_000 };

describe('sweep', () => {
  let engine: TestEngine;
  let deps: SweepDeps;

  beforeAll(async () => {
    engine = await openEngine(inject('postgresUrl'), { agents: AGENTS });
    deps = {
      export: createTicketExport(engine.zendesk.transport),
      sweeps: new SweepStore(engine.database),
      inbox: engine.inbox,
      doorbell: engine.doorbell,
      log: silentLog,
    };
    // Installed an hour ago; what follows happens 100 s ago, however slow this machine is.
    await engine.rows(`insert into sweep (name, since) values ('zendesk_changed', now() - interval '1 hour')`);
    engine.zendesk.setWriteAge(100_000);
  });
  afterAll(() => engine.close());

  const dropNext = (): void => engine.sandbox.setFaults({ deliveries: { drop: 1 } });

  it('R9: finds every ticket whose webhook was dropped, counts exactly those, and answers each once', async () => {
    const tickets: number[] = [];
    const lost: number[] = [];
    for (let n = 0; n < 25; n += 1) {
      if (n % 5 === 0) dropNext();
      const ticketId = engine.write();
      tickets.push(ticketId);
      if (n % 5 === 0) lost.push(ticketId);
    }
    await engine.arrived(tickets.length - lost.length, `source = 'zendesk' and state = 'received'`);
    await engine.run();
    await engine.arrived(2 * (tickets.length - lost.length));

    // The export leaves out the newest minute, so nothing is found yet, and nothing is taken for absent.
    await sweep(deps, NOW);
    await engine.run();
    for (const ticketId of lost) expect(engine.notes(ticketId)).toHaveLength(0);

    // 100 s later, which is within the three minutes.
    engine.zendesk.setWriteAge(0);
    await sweep(deps, NOW);
    await engine.run();
    for (const ticketId of tickets) expect(engine.notes(ticketId)).toHaveLength(1);
    expect(await countFoundBySweep(engine.database)).toBe(lost.length);

    await sweep(deps, NOW);
    expect(engine.doorbell.rung.size).toBe(0);
  });

  it('R9: finds a customer’s second message, and does not take our own writes for news', async () => {
    engine.zendesk.setWriteAge(100_000);
    const before = await countFoundBySweep(engine.database);
    const ticketId = engine.write();
    await engine.arrived(1, `ticket_id = ${ticketId}`);
    await engine.run();
    engine.zendesk.setWriteAge(90_000);
    dropNext();
    engine.sandbox.addCustomerComment(ticketId, { text: 'I forgot to say that the grinder was never opened at all.' });
    engine.zendesk.setWriteAge(0);
    await sweep(deps, NOW);
    await engine.run();
    expect(engine.notes(ticketId)).toHaveLength(2);
    expect(await countFoundBySweep(engine.database)).toBe(before + 1);
  });

  it('goes on at the stored cursor after a pass that broke off', async () => {
    engine.sandbox.setFaults({ api: [{ kind: 'status', status: 500, path: '/incremental/', times: 1 }] });
    await sweep(deps, NOW);
    const [row] = await engine.rows(`select lease_until from sweep where name = 'zendesk_changed'`);
    expect(row?.['lease_until']).toBeNull();
    const before = engine.sandbox.requests().length;
    await sweep(deps, NOW);
    const asked = engine.sandbox
      .requests()
      .slice(before)
      .map(({ path }) => path);
    expect(asked).toHaveLength(1);
  });

  it('sweeps in one process at a time, and not more often than agreed', async () => {
    const before = engine.sandbox.requests().length;
    await Promise.all([sweep(deps, { ...NOW, everyMs: 60_000 }), sweep(deps, { ...NOW, everyMs: 60_000 })]);
    expect(engine.sandbox.requests().length - before).toBe(0);
  });

  it('finds open tickets nobody has looked at, whatever the cursor says', async () => {
    engine.zendesk.setWriteAge(100_000);
    await engine.rows(`update sweep set since = now() - interval '1 day'`);
    dropNext();
    const ticketId = engine.write();
    await sweep(deps, { everyMs: 3_600_000, openEveryMs: 0 });
    await engine.run();
    expect(engine.notes(ticketId)).toHaveLength(1);
  });
});

describe('sweep without administrator rights', () => {
  it('searches the open tickets instead', async () => {
    const engine = await openEngine(inject('postgresUrl'));
    try {
      engine.sandbox.setFaults({ deliveries: { drop: 1 } });
      const deps = {
        export: createTicketExport(engine.zendesk.transport),
        sweeps: new SweepStore(engine.database),
        inbox: engine.inbox,
        doorbell: engine.doorbell,
        log: silentLog,
      };
      await engine.rows(`insert into sweep (name, since) values ('zendesk_changed', now() - interval '1 hour')`);
      const ticketId = engine.write();
      await sweep(deps, { ...NOW, openEveryMs: 3_600_000 });
      await engine.run();
      expect(engine.notes(ticketId)).toHaveLength(1);
    } finally {
      await engine.close();
    }
  });
});
