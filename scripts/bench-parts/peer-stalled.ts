import { Worker } from 'bullmq';

/** The peer of `bench recover`: a BullMQ worker as the first page of its documentation has it. Says when it has begun a job. */
const [, , name, url] = process.argv;
if (!name || !url) throw new Error('Give the name of the queue and the address of Redis');
const JOB_MS = 1_000;

const worker = new Worker(
  name,
  async () => {
    process.send?.('begun');
    await new Promise((resolve) => setTimeout(resolve, JOB_MS));
  },
  { connection: { url } },
);
await worker.waitUntilReady();
process.send?.('ready');
