/** What Zendesk said about its limits in one answer; numbers it did not give are null. */
export interface RateReport {
  limit: number | null;
  remaining: number | null;
  resetSeconds: number | null;
  /** By Zendesk's name of the endpoint, from headers like `zendesk-ratelimit-tickets-update: total=100; remaining=99; resets=41`. */
  endpoints: Record<string, { total: number; remaining: number; resetSeconds: number }>;
}

const ENDPOINT_PREFIX = 'zendesk-ratelimit-';
const ENDPOINT_VALUE = /total=(\d+);\s*remaining=(\d+);\s*resets=(\d+)/;

export function readRates(headers: Headers): RateReport {
  const report: RateReport = {
    limit: numberIn(headers, 'ratelimit-limit', 'x-rate-limit'),
    remaining: numberIn(headers, 'ratelimit-remaining', 'x-rate-limit-remaining'),
    resetSeconds: numberIn(headers, 'ratelimit-reset'),
    endpoints: {},
  };
  for (const [name, value] of headers) {
    const found = name.startsWith(ENDPOINT_PREFIX) ? ENDPOINT_VALUE.exec(value) : null;
    if (!found) continue;
    const [, total, remaining, resets] = found.map(Number);
    report.endpoints[name.slice(ENDPOINT_PREFIX.length)] = {
      total: total ?? 0,
      remaining: remaining ?? 0,
      resetSeconds: resets ?? 0,
    };
  }
  return report;
}

function numberIn(headers: Headers, ...names: string[]): number | null {
  for (const name of names) {
    const value = headers.get(name);
    if (value !== null && /^\d+$/.test(value)) return Number(value);
  }
  return null;
}
