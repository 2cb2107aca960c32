import { createPostgresBackend, PostgresQueueBackend } from 'bullmq';
import { sleep } from '../platform/clock.ts';

/** A failed look at a store that is still starting is not repeated at once. */
const PAUSE_MS = 250;

/**
 * BullMQ's Postgres backend, which tries again after a first connection that failed. BullMQ 6.7 remembers that failure for ever: a worker
 * that started while Postgres was restarting then fails every fetch at once, without a pause, and does nothing but log until it is killed.
 */
export const createRetryingBackend: typeof createPostgresBackend = (...given) => {
  const backend = createPostgresBackend(...given);
  if (!(backend instanceof PostgresQueueBackend)) throw new Error('BullMQ made another backend than the Postgres one');
  const { connection } = backend;
  const waitUntilReady = connection.waitUntilReady.bind(connection);
  connection.waitUntilReady = async () => {
    try {
      await waitUntilReady();
    } catch (error) {
      Reflect.set(connection, 'readyPromise', undefined);
      await sleep(PAUSE_MS);
      throw error;
    }
  };
  return backend;
};
