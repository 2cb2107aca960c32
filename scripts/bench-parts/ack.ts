import { createServer } from 'node:http';
import express from 'express';
import { closeServer, listen } from '../../src/platform/http.ts';
import { startPostgres } from '../../src/sandbox/postgres.ts';
import { signBody } from '../../src/sandbox/slack/deliver.ts';
import { DeskStage, PEOPLE } from '../../src/slack/desk-stage.fake.ts';
import type { Bench } from './report.ts';
import { median, percentile, round } from './statistics.ts';

const P99_MS = 300;
/** Slack shows the presser a warning after this. */
const SLACK_GIVES_MS = 3_000;

/**
 * B7: fifty people press at the same moment, over signed HTTP, until Slack has its answer; the decision is durable by then. The peer
 * is a bare express route that reads the form and answers, pressed in the same way right after: what the machine costs without us.
 * Then once more with Slack's Web API dead: the answer may be a refusal, but it must not be late.
 */
export const bench: Bench = async ({ quick, say }) => {
  const postgres = await startPostgres();
  const stage = await DeskStage.open(postgres.url);
  const peer = await openPeer();
  const rounds = quick ? 3 : 12;
  const ours: number[][] = [];
  const theirs: number[][] = [];
  try {
    await stage.meetEverybody();
    for (let i = 0; i < rounds; i += 1) {
      const { ts } = await stage.post();
      const one = await Promise.all(PEOPLE.map((userId) => stage.press(userId, 'rv_approve', ts)));
      const late = one.filter(({ outcome }) => outcome !== 'acked');
      if (late.length > 0) throw new Error(`${late.length} presses were not answered: ${late[0]?.reason}`);
      const other = await Promise.all(PEOPLE.map(() => peer.press()));
      // The first round warms both up.
      if (i > 0) {
        ours.push(one.map(({ milliseconds }) => milliseconds));
        theirs.push(other);
      }
      say(
        `round ${i}: ours p99 ${Math.round(p99(one.map(({ milliseconds }) => milliseconds)))} ms, peer ${Math.round(p99(other))} ms`,
      );
    }
    const dead = await withSlackDead(stage);
    return reportOf(ours, theirs, dead);
  } finally {
    await Promise.all([peer.close(), stage.close()]);
    await postgres.stop();
  }
};

/** The longest wait of fifty when no call to Slack is ever answered. */
async function withSlackDead(stage: DeskStage): Promise<number> {
  const { ts } = await stage.post();
  stage.slack.setFaults([{ method: '*', fault: { kind: 'hang', commit: false }, times: 10_000 }]);
  const deliveries = await Promise.all(PEOPLE.map((userId) => stage.press(userId, 'rv_approve', ts)));
  stage.slack.setFaults([]);
  return Math.max(...deliveries.map(({ milliseconds }) => milliseconds));
}

function p99(values: readonly number[]): number {
  return percentile(values, 0.99);
}

function reportOf(ours: number[][], theirs: number[][], dead: number): Awaited<ReturnType<Bench>> {
  const tail = median(ours.map(p99));
  const row = (what: string, of: (values: number[]) => number) => ({
    what,
    unit: 'ms',
    ours: round(median(ours.map(of))),
    peer: round(median(theirs.map(of))),
  });
  return {
    peer: 'express, form body, answer; no signature, no rights, no row',
    rounds: ours.length,
    rows: [
      row('answer to 50 presses at once, p50', (values) => percentile(values, 0.5)),
      row('answer to 50 presses at once, p99', p99),
      { what: 'longest answer while Slack is dead', unit: 'ms', ours: round(dead), peer: null },
    ],
    gates: [
      { what: 'p99 of 50 at once', value: round(tail), target: `<= ${P99_MS} ms`, met: tail <= P99_MS },
      {
        what: 'longest while Slack is dead',
        value: round(dead),
        target: `< ${SLACK_GIVES_MS} ms`,
        met: dead < SLACK_GIVES_MS,
      },
    ],
  };
}

async function openPeer(): Promise<{ press(): Promise<number>; close(): Promise<void> }> {
  const app = express();
  app.post('/', express.urlencoded({ extended: false }), (_request, response) => void response.send(''));
  const server = createServer(app);
  const url = `http://127.0.0.1:${await listen(server, 0)}/`;
  const body = new URLSearchParams({ payload: JSON.stringify({ type: 'block_actions', filler: 'x'.repeat(8_000) }) });
  return {
    async press() {
      const started = performance.now();
      const signature = signBody('peer', '0', body.toString());
      await (await fetch(url, { method: 'POST', body, headers: { 'x-slack-signature': signature } })).text();
      return performance.now() - started;
    },
    close: () => closeServer(server),
  };
}
