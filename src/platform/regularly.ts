import { messageOf } from './errors.ts';
import type { Log } from './log.ts';

export interface RegularTask {
  name: string;
  everyMs: number;
  run: () => Promise<void>;
}

/** Runs at once and then again and again, never twice at a time. A failure is logged, and the next run tries again. */
export function regularly({ name, everyMs, run }: RegularTask, log: Log): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let isRunning = false;
  let stopped = false;
  const start = (): void => {
    if (isRunning || stopped) return;
    isRunning = true;
    running = run()
      .catch((error: unknown) => log.warn({ task: name, err: messageOf(error) }, 'a regular task failed'))
      .finally(() => {
        isRunning = false;
      });
  };
  start();
  const timer = setInterval(start, everyMs);
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
