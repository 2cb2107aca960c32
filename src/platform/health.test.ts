import { createServer } from 'node:http';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { readiness } from './health.ts';
import { closeServer, listen } from './http.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(closers.splice(0).map((close) => close())));

async function ask(...parts: Parameters<typeof readiness>): Promise<{ status: number; body: unknown }> {
  const app = express();
  app.get('/', readiness(...parts));
  const server = createServer(app);
  closers.push(() => closeServer(server));
  const response = await fetch(`http://127.0.0.1:${await listen(server, 0)}`);
  return { status: response.status, body: await response.json() };
}

describe('readiness', () => {
  it('is ready but says what needs a person', async () => {
    expect(await ask({ database: async () => true }, async () => ['sweep_late: it is late'])).toEqual({
      status: 200,
      body: { status: 'ready', parts: { database: 'ok' }, degraded: ['sweep_late: it is late'] },
    });
  });

  it('is not ready without what it needs, and answers although nothing can be asked', async () => {
    const failing = async (): Promise<never> => {
      throw new Error('no connection');
    };
    expect(await ask({ database: failing, queue: async () => true }, failing)).toEqual({
      status: 503,
      body: { status: 'not ready', parts: { database: 'failing', queue: 'ok' }, degraded: [] },
    });
  });
});
