import type { Database } from '../../src/platform/database.ts';
import { DoorState } from '../../src/zendesk/door-state.ts';
import { type Check, checksOf } from './check.ts';

const door = checksOf('Zendesk');

/** A door that the worker closed is opened again once credentials and rights are found to be right. */
export async function checkDoor(database: Database, zendeskIsWell: boolean): Promise<Check[]> {
  const state = new DoorState(database);
  const pause = await state.pause();
  if (pause === null) return [door.ok('door', 'open')];
  const words = `paused since ${pause.since.toISOString()}: ${pause.reason}`;
  if (!zendeskIsWell) return [door.problem('door', words, 'mend what is named above and run ./scripts/doctor again')];
  await state.open('doctor');
  return [door.warning('door', `it was ${words}. Opened again`, 'nothing to do: work goes on within a minute')];
}
