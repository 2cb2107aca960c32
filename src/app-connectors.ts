import type { Config } from './config.ts';
import { type Breaker, createBreaker, NEIGHBOUR } from './platform/breaker.ts';
import { systemClock } from './platform/clock.ts';
import { fetchBehind } from './platform/fetch-behind.ts';
import { type ConnectedTools, createConnectedTools } from './tools/connected/connected-tools.ts';
import { openConnectors } from './tools/connected/open-connectors.ts';

export interface Connectors {
  connected: ConnectedTools | null;
  /** One for each system, so that a dead one costs no other its time. */
  breakers: Readonly<Record<string, Breaker>>;
}

/** Tools of other systems, where CONNECTORS_FILE names any. Calls nobody. */
export async function openConnected({ connectors }: Pick<Config, 'connectors'>): Promise<Connectors> {
  if (connectors === null) return { connected: null, breakers: {} };
  const breakers: Record<string, Breaker> = {};
  const { file, systems } = await openConnectors(connectors, (name) => {
    const breaker = createBreaker(systemClock, NEIGHBOUR);
    breakers[name] = breaker;
    return fetchBehind(breaker, { name, fetch });
  });
  return { connected: createConnectedTools(file, systems), breakers };
}
