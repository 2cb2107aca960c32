import { userInfo } from 'node:os';
import { loadDatabaseUrl } from '../src/config.ts';
import { createDatabase } from '../src/platform/database.ts';
import { createLog } from '../src/platform/log.ts';
import { answerDeadLetters } from './deadletters-parts/answer.ts';

/** Thin: reads the arguments, prints the answer. The next poll of a worker (2 s) takes up what was replayed. */
const database = createDatabase({
  url: loadDatabaseUrl(process.env),
  poolSize: 1,
  log: createLog({ level: 'warn', name: 'deadletters' }),
});
try {
  const answer = await answerDeadLetters(database, process.argv.slice(2), `operator ${userInfo().username}`);
  console.log(answer.text);
  process.exitCode = answer.exitCode;
} finally {
  await database.close();
}
