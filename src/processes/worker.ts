import { closeFloorLast, openFloor } from '../app-floor.ts';
import { startWork } from '../app-work.ts';
import { loadConfig } from '../config.ts';
import { stopOnSignals } from '../platform/shutdown.ts';

const floor = openFloor(loadConfig(process.env), 'worker');
await startWork(floor);
floor.log.info({ pid: process.pid }, 'worker is ready');

closeFloorLast(floor);
stopOnSignals(floor.shutdown, floor.log);
