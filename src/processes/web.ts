import { createServer } from 'node:http';
import { buildWeb } from '../app.ts';
import { closeFloorLast, openFloor } from '../app-floor.ts';
import { loadConfig } from '../config.ts';
import { closeServer, listen } from '../platform/http.ts';
import { stopOnSignals } from '../platform/shutdown.ts';

const config = loadConfig(process.env);
const floor = openFloor(config, 'web');
const web = await buildWeb(floor);
const server = createServer(web.express);
const port = await listen(server, config.web.port, config.web.host);
await web.slack?.start();
floor.log.info({ port }, 'web is listening');

floor.shutdown.add('intake', () => closeServer(server));
floor.shutdown.add('slack', () => web.slack?.stop());
closeFloorLast(floor);
stopOnSignals(floor.shutdown, floor.log);
