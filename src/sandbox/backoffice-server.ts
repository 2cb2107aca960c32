import { createServer } from 'node:http';
import express from 'express';
import { closeServer, listen } from '../platform/http.ts';
import { apiRouter } from './backoffice/api.ts';
import { type Fault, Faults } from './backoffice/faults.ts';
import { fromShop } from './backoffice/from-shop.ts';
import { pageRouter } from './backoffice/page.ts';
import type { Cancellation, Refund, RequestRecord, ShopChange, Write } from './backoffice/records.ts';
import { ShopState } from './backoffice/state.ts';
import type { Backoffice as ShopBackoffice } from './shop/backoffice.ts';

/** The records are those of `loadShop`, so `{ ...shop, apiKey }` fits. */
export interface BackofficeOptions extends ShopBackoffice {
  /** 0, the default, takes a free port. */
  port?: number;
  apiKey: string;
  shopName?: string;
  /** Milliseconds since 1970. */
  clock?: () => number;
}

export interface BackofficeSandbox {
  /** Base address: the page is at "/", the API beside it. */
  url: string;
  port: number;
  close(): Promise<void>;
  refunds(): readonly Refund[];
  cancellations(): readonly Cancellation[];
  changes(): readonly ShopChange[];
  /** Every accepted change, in order. */
  history(): readonly Write[];
  /** The last API calls, with what the caller saw. */
  requests(): readonly RequestRecord[];
  setFaults(faults: readonly Fault[]): void;
}

/** A shop's back office in memory, over real HTTP. */
export async function startBackoffice(options: BackofficeOptions): Promise<BackofficeSandbox> {
  const state = new ShopState(fromShop(options), options.clock ?? Date.now);
  const faults = new Faults();
  const web = express().disable('x-powered-by').disable('etag');
  web.use(pageRouter(state, faults, options.shopName ?? 'Kettle & Pine'));
  web.use(apiRouter({ state, faults, apiKey: options.apiKey }));
  const server = createServer(web);
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async close() {
      const closed = closeServer(server);
      // Pages keep their stream open and a hanging fault never answers: neither ends by itself.
      server.closeAllConnections();
      await closed;
    },
    refunds: () => state.refunds,
    cancellations: () => state.cancellations,
    changes: () => state.changes,
    history: () => state.writes,
    requests: () => state.requests,
    setFaults(next) {
      faults.set(next);
      state.changed();
    },
  };
}
