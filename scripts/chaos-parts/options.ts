import { parseArgs } from 'node:util';

export interface ChaosOptions {
  tickets: number;
  seed: number;
  backend: 'postgres' | 'redis';
  /** Spread the tickets over so many minutes; null: as fast as they can be played. */
  minutes: number | null;
  workers: number;
  /** Protection off: the run must then report duplicates. */
  unsafe: boolean;
  /** Lose webhooks for good and kill the process that takes them: only the sweep finds those tickets. */
  drops: boolean;
  /** Only the faults of the network; no process is killed. */
  calm: boolean;
  json: boolean;
}

export const USAGE = `Usage: ./scripts/chaos [options]

Plays tickets through the whole product while everything around it breaks, then counts from the stand-ins' own histories
what must never happen. Exit 1 on any.

  --tickets N        how many (default 300)
  --seed N           the same plan of events again (default 1); what the machine makes of it differs
  --backend NAME     redis or postgres (default postgres): where the queue lives
  --minutes M        spread the tickets over M minutes
  --workers N        worker processes, 2 to 4 (default 3)
  --unsafe           switch the protection off; the run must then report duplicates
  --no-drops         lose no webhook for good (else only the sweep finds those tickets, which takes a minute more)
  --calm             faults of the network only, nothing is killed
  --json             print one JSON result on stdout
  --help             this text`;

/** Throws with words for the person who typed. */
export function readOptions(args: readonly string[]): ChaosOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      tickets: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      backend: { type: 'string', default: 'postgres' },
      minutes: { type: 'string' },
      workers: { type: 'string', default: '3' },
      unsafe: { type: 'boolean', default: false },
      'no-drops': { type: 'boolean', default: false },
      calm: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const { backend, unsafe, calm, json } = values;
  const drops = !values['no-drops'] && !calm;
  if (backend !== 'redis' && backend !== 'postgres') throw new Error(`--backend ${backend}: use redis or postgres`);
  return {
    tickets: numberOf('--tickets', values.tickets, { min: 1, max: 9_000 }),
    seed: numberOf('--seed', values.seed, { min: 0, max: 2 ** 31 }),
    minutes: values.minutes === undefined ? null : numberOf('--minutes', values.minutes, { min: 1, max: 600 }),
    workers: numberOf('--workers', values.workers, { min: 2, max: 4 }),
    backend,
    unsafe,
    drops,
    calm,
    json,
  };
}

function numberOf(name: string, text: string, { min, max }: { min: number; max: number }): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max)
    throw new Error(`${name} ${text}: use a whole number from ${min} to ${max}`);
  return value;
}
