import { closeFloorLast, openFloor, startWork } from '../app.ts';
import { loadConfig } from '../config.ts';
import { stopOnSignals } from '../platform/shutdown.ts';

const floor = openFloor(loadConfig(process.env), 'worker');
await startWork(floor);
floor.log.info({ pid: process.pid }, 'worker is ready');

closeFloorLast(floor);
stopOnSignals(floor.shutdown, floor.log);
