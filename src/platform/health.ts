import type { Request, Response } from 'express';

export type Probe = () => Promise<boolean>;

/** `/health/live`: the process answers. `/health/ready`: what it needs answers too; each part by name. */
export function readiness(probes: Readonly<Record<string, Probe>>) {
  return async (_request: Request, response: Response): Promise<void> => {
    const parts = await Promise.all(
      Object.entries(probes).map(
        async ([name, probe]) => [name, (await probe().catch(() => false)) ? 'ok' : 'failing'] as const,
      ),
    );
    const ready = parts.every(([, state]) => state === 'ok');
    response
      .status(ready ? 200 : 503)
      .json({ status: ready ? 'ready' : 'not ready', parts: Object.fromEntries(parts) });
  };
}
