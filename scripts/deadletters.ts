import { userInfo } from 'node:os';
import { loadDatabaseUrl } from '../src/config.ts';
import { createDatabase } from '../src/platform/database.ts';
import { messageOf } from '../src/platform/errors.ts';
import { createLog } from '../src/platform/log.ts';
import { answerDeadLetters, USAGE } from './deadletters-parts/answer.ts';

/** Thin: reads the arguments, prints the answer. The next poll of a worker (2 s) takes up what was replayed. */
async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return console.log(USAGE);
  const log = createLog({ level: 'warn', name: 'deadletters' });
  const database = createDatabase({ url: loadDatabaseUrl(process.env), poolSize: 1, log });
  try {
    const answer = await answerDeadLetters(database, args, `operator ${userInfo().username}`);
    console.log(answer.text);
    process.exitCode = answer.exitCode;
  } finally {
    await database.close();
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 2;
}
