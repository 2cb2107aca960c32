import { styleText } from 'node:util';
import { messageOf } from '../src/platform/errors.ts';
import { type House, openHouse } from './demonstration/house.ts';
import { type DemoOptions, readOptions, USAGE } from './demonstration/options.ts';
import type { CaseOutcome } from './demonstration/outcome.ts';
import { play } from './demonstration/play.ts';
import { tableOf } from './demonstration/table.ts';

/** The product on this machine, with a small shop around it. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(USAGE);
    return;
  }
  const say = (line: string): void => console.error(styleText('dim', line));
  stopOnSignals(options);
  const house = await openHouse(options, say);
  open = house;
  try {
    const started = performance.now();
    const outcomes = options.quiet
      ? []
      : await play({ world: house.world, pool: house.database.pool, messages: house.messages, progress: progressLine });
    report({ options, house, outcomes, ms: performance.now() - started });
  } catch (error) {
    if (stopping) return;
    await house.close();
    throw error;
  }
  if (options.once) await house.close();
}

interface Finished {
  options: DemoOptions;
  house: House;
  outcomes: CaseOutcome[];
  ms: number;
}

function report({ options, house, outcomes, ms }: Finished): void {
  if (process.stderr.isTTY) process.stderr.write('\n');
  const { zendesk, slack, backoffice, openAi } = house.world;
  const addresses = {
    zendesk: zendesk.url,
    slack: slack.url,
    backoffice: backoffice.url,
    openAi: openAi.page,
    web: `http://127.0.0.1:${house.world.webPort}`,
  };
  if (options.json) {
    console.log(
      JSON.stringify(
        { settled: outcomes.length, ms: Math.round(ms), brain: options.brain, addresses, cases: outcomes },
        null,
        2,
      ),
    );
    return;
  }
  if (outcomes.length > 0)
    console.log(`${tableOf(outcomes)}\n\n${outcomes.length} cases settled in ${(ms / 1_000).toFixed(1)} s\n`);
  if (!options.once) console.log(welcome(house, addresses));
}

function welcome(house: House, addresses: Record<string, string>): string {
  return [
    `${styleText('bold', 'Open in your browser')}`,
    `  Zendesk      ${addresses['zendesk']}   read the notes, or write as a customer`,
    `  Slack        ${addresses['slack']}   approve, edit or reject in #support-review`,
    `  Back office  ${addresses['backoffice']}   orders and refunds of the shop`,
    `  OpenAI       ${addresses['openAi']}   what the model was asked (with --brain stand-in)`,
    '',
    `Worker process ${house.processes.pid('worker')}: kill -9 it if you like; it is started again and goes on. Log: ${house.logFile}`,
    'Ctrl-C stops everything.',
  ].join('\n');
}

let lastLine = '';
function progressLine(line: string): void {
  if (line === lastLine) return;
  lastLine = line;
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${line}`);
  else console.error(line);
}

let open: House | null = null;
let stopping = false;
const INTERRUPTED = 130;

/** While it starts there is no house to close yet: what was started so far ends with us (src/sandbox/guardian.ts). */
function stopOnSignals({ once }: DemoOptions): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      stopping = true;
      console.error('\nStopping');
      if (open === null) process.exit(INTERRUPTED);
      void open.close().finally(() => process.exit(once ? INTERRUPTED : 0));
    });
  }
}

try {
  await main();
} catch (error) {
  console.error(styleText('red', messageOf(error)));
  process.exitCode = 1;
}
