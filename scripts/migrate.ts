import { loadConfig } from '../src/config.ts';
import { createDatabase } from '../src/platform/database.ts';
import { createLog } from '../src/platform/log.ts';
import { migrate } from '../src/platform/migrate.ts';
import { migrateQueue } from '../src/queue/queue.ts';

/** The release step: brings the database to this version. Safe to run again and beside a running older release. */
const config = loadConfig(process.env);
const log = createLog({ level: config.logLevel, name: 'migrate' });
const database = createDatabase({ url: config.databaseUrl, poolSize: 2, log });
const applied = await migrate(database.pool);
if (!config.redisUrl) await migrateQueue(config.databaseUrl);
log.info({ applied }, applied.length === 0 ? 'nothing to migrate' : 'migrated');
await database.close();
