// The peer of `bench memory`: imports what a process of this kind would be built with, and does nothing at all.
const STACKS: Readonly<Record<string, readonly string[]>> = {
  web: ['express', 'helmet', 'pg', 'pino', 'prom-client', 'bullmq', 'ioredis', '@slack/bolt', 'zod'],
  worker: ['@openai/agents', 'openai', '@slack/bolt', 'bullmq', 'ioredis', 'express', 'pg', 'node-zendesk', 'zod'],
};

const stack = STACKS[process.argv[2] ?? ''];
if (!stack) throw new Error(`Give one of ${Object.keys(STACKS).join(', ')}`);
for (const name of stack) await import(name);
process.send?.('ready');
setInterval(() => undefined, 60_000);
