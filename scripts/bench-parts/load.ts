import { Agent, request } from 'node:http';

export interface LoadResult {
  perSecond: number;
  /** Milliseconds of each request, in the order in which they ended. */
  latencies: number[];
  /** How many answers had another status than expected. */
  wrong: number;
}

export interface LoadInput {
  url: string;
  connections: number;
  ms: number;
  /** Makes the next request's headers and body. */
  next: () => { headers: Record<string, string>; body: Buffer };
  expect: number;
}

/** Keeps `connections` requests under way for `ms`: closed loop, keep-alive. */
export async function applyLoad({ url, connections, ms, next, expect }: LoadInput): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  let wrong = 0;
  const started = performance.now();
  const until = started + ms;
  async function lane(): Promise<void> {
    while (performance.now() < until) {
      const { headers, body } = next();
      const sent = performance.now();
      const status = await post(agent, { url, headers, body });
      latencies.push(performance.now() - sent);
      if (status !== expect) wrong += 1;
    }
  }
  await Promise.all(Array.from({ length: connections }, lane));
  agent.destroy();
  return { perSecond: latencies.length / ((performance.now() - started) / 1_000), latencies, wrong };
}

function post(
  agent: Agent,
  { url, headers, body }: { url: string; headers: Record<string, string>; body: Buffer },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
