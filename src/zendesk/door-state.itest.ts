import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Database } from '../platform/database.ts';
import { openTestDatabase } from '../sandbox/test-database.ts';
import { DoorState } from './door-state.ts';

let database: Database;
let door: DoorState;

beforeAll(async () => {
  database = await openTestDatabase(inject('postgresUrl'));
  door = new DoorState(database);
});
beforeEach(() => database.pool.query('delete from door'));
afterAll(() => database.close());

const probeIsDue = () => database.pool.query(`update door set probe_at = now() - interval '1 second'`);

async function waitSeconds(): Promise<number> {
  const { rows } = await database.pool.query(`select extract(epoch from probe_at - now())::float as s from door`);
  return rows[0].s;
}

describe('DoorState', () => {
  it('closes once, whoever says so first, and says why', async () => {
    const closed = await Promise.all([door.close('401 a'), door.close('401 b'), door.close('401 c')]);
    expect(closed.filter(Boolean)).toHaveLength(1);
    expect((await door.pause())?.reason).toMatch(/^401/);
  });

  it('gives the probe to one of many, and to none before its time', async () => {
    await door.close('401');
    expect(await door.takeProbe()).toBe(false);
    await probeIsDue();
    const taken = await Promise.all(Array.from({ length: 10 }, () => door.takeProbe()));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('opens when told, and comes back more slowly when it closes again soon', async () => {
    await door.close('403');
    expect(await waitSeconds()).toBeCloseTo(60, 0);
    expect(await door.open('probe')).toBe(true);
    expect(await door.pause()).toBeNull();
    expect(await door.open('probe')).toBe(false);
    await door.close('403');
    expect(await waitSeconds()).toBeCloseTo(120, 0);
    await database.pool.query(`update door set paused = false, since = now() - interval '2 hours'`);
    await door.close('403');
    expect(await waitSeconds()).toBeCloseTo(60, 0);
  });
});
