import type { Request, Response } from 'express';

export type Probe = () => Promise<boolean>;

/**
 * `/health/live`: the process answers. `/health/ready`: what it needs answers too; each part by name. What is `degraded` needs a
 * person but takes no traffic away: a balancer that drops the web process because Zendesk is slow would only lose webhooks.
 */
export function readiness(
  probes: Readonly<Record<string, Probe>>,
  degraded: () => Promise<readonly string[]> = async () => [],
) {
  return async (_request: Request, response: Response): Promise<void> => {
    const parts = await Promise.all(
      Object.entries(probes).map(
        async ([name, probe]) => [name, (await probe().catch(() => false)) ? 'ok' : 'failing'] as const,
      ),
    );
    const reasons = await degraded().catch(() => []);
    const ready = parts.every(([, state]) => state === 'ok');
    response
      .status(ready ? 200 : 503)
      .json({ status: ready ? 'ready' : 'not ready', parts: Object.fromEntries(parts), degraded: reasons });
  };
}
