import { buildSlack } from '../app.ts';
import { closeFloorLast, openFloor } from '../app-floor.ts';
import { loadConfig } from '../config.ts';
import { stopOnSignals } from '../platform/shutdown.ts';

/** Bolt over Socket Mode. */
const floor = openFloor(loadConfig(process.env), 'slack');
const slack = buildSlack(floor);
await slack.start();
floor.log.info('slack is connected');

floor.shutdown.add('slack', () => slack.stop());
closeFloorLast(floor);
stopOnSignals(floor.shutdown, floor.log);
