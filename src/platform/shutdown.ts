import { messageOf } from './errors.ts';
import type { Log } from './log.ts';

interface Step {
  name: string;
  stop: () => Promise<void> | void;
}

/** Past this the process ends anyway: leases run out and another worker goes on. */
const LIMIT_MS = 20_000;

/** Stops in the order in which steps were added: intake first, running work next, the database last. Once, whoever asks. */
export class Shutdown {
  readonly #steps: Step[] = [];
  readonly #log: Log;
  #running: Promise<void> | null = null;

  constructor(log: Log) {
    this.#log = log;
  }

  add(name: string, stop: Step['stop']): void {
    this.#steps.push({ name, stop });
  }

  run(): Promise<void> {
    this.#running ??= this.#stopAll();
    return this.#running;
  }

  async #stopAll(): Promise<void> {
    for (const step of this.#steps) {
      try {
        await step.stop();
        this.#log.info({ step: step.name }, 'stopped');
      } catch (error) {
        this.#log.error({ step: step.name, err: messageOf(error) }, 'did not stop cleanly');
      }
    }
  }
}

/** Ends the process in order on SIGTERM and SIGINT, and on a mistake of ours that leaves a failure without anybody to hear it. */
export function stopOnSignals(shutdown: Shutdown, log: Log): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'stopping');
      end(shutdown, 0);
    });
  }
  // The Agents SDK ends the process on these without a word about the reason, unless somebody else listens.
  process.on('unhandledRejection', (reason) => {
    log.fatal(
      { err: messageOf(reason), stack: reason instanceof Error ? reason.stack : undefined },
      'a failure that nobody waited for; stopping',
    );
    end(shutdown, 1);
  });
}

function end(shutdown: Shutdown, code: number): void {
  const limit = setTimeout(() => process.exit(1), LIMIT_MS);
  limit.unref();
  void shutdown.run().then(() => process.exit(code));
}
