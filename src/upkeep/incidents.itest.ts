import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Unavailable } from '../platform/errors.ts';
import { silentLog } from '../platform/log.ts';
import { openTestDatabase } from '../sandbox/test-database.ts';
import { DoorState } from '../zendesk/door-state.ts';
import { watch } from './incidents.ts';
import { readSigns, reportWorker, signOff } from './signs.ts';

describe('watch', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  const told: string[] = [];
  const deps = () => ({
    database,
    log: silentLog,
    tell: async (words: string) => {
      told.push(words);
    },
  });

  beforeAll(async () => {
    database = await openTestDatabase(inject('postgresUrl'));
    await reportWorker(database, 'worker-a', []);
  });
  afterAll(() => database.close());

  const query = (sql: string) => database.pool.query(sql);

  it('R30: tells each incident once, whoever looks and however often, and its end', async () => {
    await watch(deps());
    expect(told).toEqual([]);
    await reportWorker(database, 'worker-b', ['zendesk']);
    await query(`insert into sweep (name, since) values ('zendesk_changed', now() - interval '11 minutes')`);
    await Promise.all([watch(deps()), watch(deps()), watch(deps())]);
    await watch(deps());
    expect(told.toSorted()).toEqual([
      'Alarm: No calls go out for now, because it does not answer: zendesk.',
      'Alarm: The sweep for lost webhooks last ended 11 minutes ago. Until it runs, a lost webhook is a lost ticket.',
    ]);
    told.length = 0;
    await reportWorker(database, 'worker-b', []);
    await query('update sweep set finished_at = now()');
    await Promise.all([watch(deps()), watch(deps())]);
    expect(told.map((words) => words.slice(0, 5))).toEqual(['Over:', 'Over:']);
  });

  it('says that Zendesk refuses us, and when it is over', async () => {
    told.length = 0;
    const doors = new DoorState(database);
    await doors.close('403');
    await watch(deps());
    await doors.open('doctor');
    await watch(deps());
    expect(told[0]).toBe('Alarm: Zendesk refuses us, and all work with it waits. Run ./scripts/doctor.');
    expect(told[1]).toMatch(/^Over:/);
  });

  it('tells it later when Slack was away, and opens a new incident the next time', async () => {
    told.length = 0;
    await signOff(database, 'worker-a');
    await signOff(database, 'worker-b');
    const away = async (): Promise<void> => {
      throw new Unavailable('Slack is down', 1_000);
    };
    await watch({ ...deps(), tell: away });
    await watch(deps());
    expect(told).toEqual(['Alarm: No worker has reported for 45 seconds. Start the worker process.']);
    await reportWorker(database, 'worker-a', []);
    await watch(deps());
    await signOff(database, 'worker-a');
    await watch(deps());
    expect(told).toHaveLength(3);
  });

  it('sees how long the oldest work has waited, but not work that waits for another step', async () => {
    expect((await readSigns(database)).oldestDue).toBe(0);
    const { rows } = await query('insert into ticket_case (ticket_id) values (5) returning id');
    const insert = (state: string, after: string, age: string) =>
      query(`insert into effect (key, kind, case_id, payload, state, after_effect_id, created_at)
        values ('${state}${age}', 'tool_run', ${rows[0].id}, '{}', '${state}', ${after}, now() - interval '${age}') returning id`);
    const first = await insert('failed', 'null', '30 minutes');
    await insert('planned', first.rows[0].id, '20 minutes');
    expect((await readSigns(database)).oldestDue).toBe(0);
    await insert('unknown', 'null', '7 minutes');
    const signs = await readSigns(database);
    expect(signs.oldestDue).toBeCloseTo(420, -1);
    expect(signs.deadLetters).toBe(1);
  });
});
