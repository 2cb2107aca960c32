import { randomUUID } from 'node:crypto';
import { freePort } from '../../src/platform/http.ts';
import { signWebhook } from '../../src/zendesk/signature.ts';
import { applyLoad, type LoadResult } from './load.ts';
import type { Bench } from './report.ts';
import { answers, openDatabase, type ServerProcess, startMember, startProcess } from './servers.ts';
import { median, percentile, round } from './statistics.ts';

const SECRET = 'bench-secret';
const CONNECTIONS = 50;

/** B1: a signed 4 kB webhook until it is durable, against express + HMAC + INSERT. */
export const bench: Bench = async ({ quick, say }) => {
  const database = await openDatabase();
  const [ourPort, peerPort] = [await freePort(), await freePort()];
  const ours = await startMember('web', ourEnvironment(database.url, ourPort), () =>
    answers(`http://127.0.0.1:${ourPort}/health/live`),
  );
  const peer = await startProcess(
    'scripts/bench-parts/peer-receiver.ts',
    { DATABASE_URL: database.url, SECRET, PORT: String(peerPort) },
    () => answers(`http://127.0.0.1:${peerPort}/`),
  );
  const rounds = quick ? 2 : 7;
  const ms = quick ? 1_500 : 4_000;
  const runs: Round[] = [];
  try {
    for (let i = 0; i < rounds; i++) {
      const one = await load(ours, `http://127.0.0.1:${ourPort}/webhooks/zendesk`, ms);
      const other = await load(peer, `http://127.0.0.1:${peerPort}/`, ms);
      if (one.wrong + other.wrong > 0)
        throw new Error(`${one.wrong} of our answers and ${other.wrong} of the peer's were not 200`);
      // The first round warms both up.
      if (i > 0) runs.push({ ours: one, peer: other });
      say(`round ${i}: ours ${Math.round(one.perSecond)}/s, peer ${Math.round(other.perSecond)}/s`);
    }
    return reportOf(runs, await ours.residentMb());
  } finally {
    await Promise.all([ours.stop(), peer.stop()]);
    await database.close();
  }
};

interface Round {
  ours: Loaded;
  peer: Loaded;
}

function reportOf(runs: Round[], residentMb: number): Awaited<ReturnType<Bench>> {
  const rate = median(runs.map((run) => run.ours.perSecond / run.peer.perSecond));
  const tail = median(runs.map((run) => percentile(run.ours.latencies, 0.99) / percentile(run.peer.latencies, 0.99)));
  const of = (pick: (run: Loaded) => number, side: 'ours' | 'peer'): number =>
    round(median(runs.map((run) => pick(run[side]))));
  const row = (what: string, unit: string, pick: (run: Loaded) => number) => ({
    what,
    unit,
    ours: of(pick, 'ours'),
    peer: of(pick, 'peer'),
  });
  return {
    peer: 'express + HMAC + one INSERT',
    rounds: runs.length,
    rows: [
      row('signed 4 kB webhooks stored', '/s', (run) => run.perSecond),
      row('latency p50', 'ms', (run) => percentile(run.latencies, 0.5)),
      row('latency p99', 'ms', (run) => percentile(run.latencies, 0.99)),
      row('processor time of the process per webhook', 'µs', (run) => (run.cpuMs * 1_000) / run.latencies.length),
      { what: 'web process, resident under load', unit: 'MB', ours: residentMb, peer: null },
    ],
    gates: [
      { what: 'requests/s against the peer', value: round(rate, 2), target: '>= 0.8', met: rate >= 0.8 },
      { what: 'p99 against the peer', value: round(tail, 2), target: '<= 1.3', met: tail <= 1.3 },
    ],
  };
}

let ticketId = 1;

interface Loaded extends LoadResult {
  cpuMs: number;
}

async function load(server: ServerProcess, url: string, ms: number): Promise<Loaded> {
  const before = server.cpuMs();
  const result = await applyLoad({ url, connections: CONNECTIONS, ms, expect: 200, next: signedEvent });
  return { ...result, cpuMs: server.cpuMs() - before };
}

const DESCRIPTION = 'The kettle I bought last month does not keep the temperature any more. '.repeat(44);

export function signedEvent(): { headers: Record<string, string>; body: Buffer } {
  ticketId += 1;
  const id = String(ticketId);
  const time = new Date().toISOString();
  const event = {
    account_id: 1,
    id: randomUUID(),
    type: 'zen:event-type:ticket.comment_added',
    subject: `zen:ticket:${id}`,
    time,
    zendesk_event_version: '2022-11-06',
    detail: {
      id,
      actor_id: '84',
      requester_id: '84',
      subject: 'Kettle',
      description: DESCRIPTION,
      status: 'OPEN',
      tags: [],
      is_public: true,
      updated_at: time,
      via: { channel: 'mail' },
    },
    event: { comment: { id, body: 'Hello', is_public: true, author: { id: '84', is_staff: false, name: 'Eva' } } },
  };
  const body = Buffer.from(JSON.stringify(event));
  const signature = signWebhook(SECRET, time, body);
  return {
    headers: {
      'content-type': 'application/json',
      'x-zendesk-webhook-signature-timestamp': time,
      'x-zendesk-webhook-signature': signature,
      'x-zendesk-webhook-invocation-id': randomUUID(),
    },
    body,
  };
}

export function ourEnvironment(databaseUrl: string, port: number): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    LOG_LEVEL: 'info',
    ZENDESK_URL: 'http://127.0.0.1:9',
    ZENDESK_CLIENT_ID: 'bench',
    ZENDESK_CLIENT_SECRET: 'bench',
    ZENDESK_WEBHOOK_SECRET: SECRET,
    ...(process.env['REDIS_URL'] ? { REDIS_URL: process.env['REDIS_URL'], QUEUE_NAME: `bench-${process.pid}` } : {}),
  };
}
