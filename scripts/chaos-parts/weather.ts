import type { Fault as BackofficeFault } from '../../src/sandbox/backoffice/faults.ts';
import type { FaultPlan } from '../../src/sandbox/slack/faults.ts';
import type { ApiFault, FaultSettings } from '../../src/sandbox/zendesk/faults.ts';
import type { ChaosWorld } from './world.ts';

/** What the network does to calls: every `EVERY_MS` a few of the next ones go wrong, before or after the work was done. */

const EVERY_MS = 400;

export interface Weather {
  /** Zendesk answers nothing useful for a while. */
  storm(on: boolean): void;
  clearUp(): void;
  faults(): number;
}

export function startWeather(world: ChaosWorld, random: () => number, { drops }: { drops: boolean }): Weather {
  let storming = false;
  let faults = 0;
  const timer = setInterval(() => {
    const zendesk = storming ? STORM : { api: some(random, ZENDESK, 3), deliveries: deliveriesOf(random, drops) };
    const slack = some(random, SLACK, 2);
    const backoffice = some(random, BACKOFFICE, 1);
    world.zendesk.setFaults(zendesk);
    world.slack.setFaults(slack);
    world.backoffice.setFaults(backoffice);
    faults += (zendesk.api?.length ?? 0) + slack.length + backoffice.length;
  }, EVERY_MS);
  return {
    storm: (on) => {
      storming = on;
    },
    clearUp: () => {
      clearInterval(timer);
      world.zendesk.setFaults({});
      world.slack.setFaults([]);
      world.backoffice.setFaults([]);
    },
    faults: () => faults,
  };
}

/** Up to `most` of them, often none. */
function some<T extends object>(random: () => number, choices: readonly T[], most: number): T[] {
  const count = Math.floor(random() * (most + 1));
  return Array.from({ length: count }, () => choices[Math.floor(random() * choices.length)]).flatMap((choice) =>
    choice === undefined ? [] : [{ ...choice }],
  );
}

const WRITE = { method: 'PUT', path: '/tickets/', times: 1 } as const;
const READ = { method: 'GET', path: '/tickets/', times: 1 } as const;
const AUDITS = { method: 'GET', path: '/audits', times: 1 } as const;
const PROXY_PAGE = '<html><body><h1>502 Bad Gateway</h1></body></html>';
const ZENDESK: readonly ApiFault[] = [
  { ...WRITE, kind: 'reset', afterCommit: true },
  { ...WRITE, kind: 'reset', afterCommit: true },
  { ...WRITE, kind: 'status', status: 504, afterCommit: true },
  { ...WRITE, kind: 'hang', afterCommit: true },
  { ...WRITE, kind: 'reset' },
  { ...WRITE, kind: 'hang' },
  { ...WRITE, kind: 'status', status: 502, html: PROXY_PAGE },
  { ...WRITE, kind: 'status', status: 429, retryAfter: 1 },
  { ...WRITE, kind: 'slow', ms: 1_200 },
  { ...READ, kind: 'status', status: 429, retryAfter: 1 },
  { ...READ, kind: 'status', status: 503, retryAfter: 1 },
  { ...READ, kind: 'reset' },
  { ...READ, kind: 'slow', ms: 700 },
  { ...AUDITS, kind: 'status', status: 502, html: PROXY_PAGE },
  { ...AUDITS, kind: 'hang' },
  { ...AUDITS, kind: 'status', status: 429, retryAfter: 1 },
  { kind: 'status', path: '/oauth/tokens', times: 1, status: 500 },
];
const STORM: FaultSettings = { api: [{ kind: 'status', times: 1_000, status: 503, retryAfter: 1 }] };

function deliveriesOf(random: () => number, drops: boolean): NonNullable<FaultSettings['deliveries']> {
  const once = (chance: number): number => (random() < chance ? 1 : 0);
  return {
    duplicate: once(0.5),
    reorder: once(0.3),
    delay: once(0.3),
    delayMs: 1_000 + Math.floor(random() * 2_000),
    drop: drops ? once(0.12) : 0,
  };
}

const SLACK: readonly FaultPlan[] = [
  { method: 'chat.postMessage', fault: { kind: 'drop', commit: true } },
  { method: 'chat.postMessage', fault: { kind: 'drop', commit: true } },
  { method: 'chat.postMessage', fault: { kind: 'hang', commit: true } },
  { method: 'chat.postMessage', fault: { kind: 'drop', commit: false } },
  { method: 'chat.postMessage', fault: { kind: 'status', status: 500 } },
  { method: 'chat.postMessage', fault: { kind: 'rate_limited', retryAfterSeconds: 1 } },
  { method: 'chat.postMessage', fault: { kind: 'slow', milliseconds: 1_200 } },
  { method: 'chat.update', fault: { kind: 'drop', commit: true } },
  { method: 'chat.update', fault: { kind: 'status', status: 502 } },
  { method: 'conversations.history', fault: { kind: 'drop', commit: false } },
  { method: 'conversations.history', fault: { kind: 'rate_limited', retryAfterSeconds: 1 } },
  { method: 'views.open', fault: { kind: 'slow', milliseconds: 500 } },
];

const BACKOFFICE: readonly BackofficeFault[] = [
  { kind: 'reset', method: 'POST', path: '/refunds', times: 1, afterCommit: true },
  { kind: 'hang', method: 'POST', path: '/refunds', times: 1, afterCommit: true },
  { kind: 'garbage', method: 'POST', path: '/refunds', times: 1, afterCommit: true },
  { kind: 'status', method: 'POST', path: '/refunds', times: 1, status: 500 },
  { kind: 'status', method: 'POST', path: '/refunds', times: 1, status: 429, retryAfter: 1 },
  { kind: 'status', method: 'GET', times: 1, status: 502 },
  { kind: 'slow', method: 'GET', times: 1, ms: 500 },
];
