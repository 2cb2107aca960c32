import { z } from 'zod';
import { badRequest, ok } from './answers.ts';
import { type ApiFault, createFaults } from './faults.ts';
import type { PageRoute } from './page-route.ts';
import { notify, type State } from './state.ts';

/** Switches for a person: each press arms one misfortune for the next call or delivery that fits. */
const API_SWITCHES: Record<string, { label: string; fault: ApiFault }> = {
  busy: {
    label: 'Next API call answers 429, come back in 2 s',
    fault: { kind: 'status', status: 429, retryAfter: 2, times: 1 },
  },
  gateway: {
    label: 'Next API call answers 502 with an HTML page',
    fault: { kind: 'status', status: 502, html: '<html><body><h1>502 Bad Gateway</h1></body></html>', times: 1 },
  },
  lost: {
    label: 'Next ticket update is written, then the connection drops',
    fault: { kind: 'reset', method: 'PUT', path: '/tickets/', afterCommit: true, times: 1 },
  },
  slow: { label: 'Next API call takes 5 s', fault: { kind: 'slow', ms: 5_000, times: 1 } },
};

const DELIVERY_SWITCHES = {
  drop: 'Next delivery is lost',
  duplicate: 'Next delivery arrives twice',
  reorder: 'Next two deliveries swap places',
  delay: 'Next delivery is late by 3 s',
  corrupt: 'Next delivery is damaged on its way',
} as const;

const deliveryKind = z.enum(['drop', 'duplicate', 'reorder', 'delay', 'corrupt']);
const armBody = z.object({ name: z.string() });

export function pageFaultRoutes(state: State): PageRoute[] {
  return [
    { method: 'GET', path: '/page/api/faults', handle: () => ok({ switches: listSwitches(state) }) },
    { method: 'POST', path: '/page/api/faults', handle: ({ body }) => arm(state, body) },
    { method: 'POST', path: '/page/api/faults/clear', handle: () => clear(state) },
  ];
}

function listSwitches(state: State) {
  const api = Object.entries(API_SWITCHES).map(([name, { label, fault }]) => {
    const armed = state.faults.api.filter(
      (each) => each.kind === fault.kind && each.path === fault.path && statusOf(each) === statusOf(fault),
    );
    return { name, label, armed: armed.reduce((sum, each) => sum + each.times, 0) };
  });
  const deliveries = deliveryKind.options.map((name) => ({
    name,
    label: DELIVERY_SWITCHES[name],
    armed: state.faults.deliveries[name],
  }));
  return [...deliveries, ...api];
}

function statusOf(fault: ApiFault): number {
  return fault.kind === 'status' ? fault.status : 0;
}

function arm(state: State, body: unknown) {
  const name = armBody.safeParse(body).data?.name ?? '';
  const api = API_SWITCHES[name];
  const delivery = deliveryKind.safeParse(name);
  if (api) state.faults.api.push({ ...api.fault });
  else if (delivery.success) state.faults.deliveries[delivery.data] += 1;
  else return badRequest('Unknown', `There is no switch called "${name}".`);
  notify(state, { kind: 'faults' });
  return ok({ switches: listSwitches(state) });
}

function clear(state: State) {
  state.faults = createFaults();
  notify(state, { kind: 'faults' });
  return ok({ switches: listSwitches(state) });
}
