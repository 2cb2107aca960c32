import { fileURLToPath } from 'node:url';
import express, { type Response, type Router } from 'express';
import { z } from 'zod';
import { Fault, type Faults } from './faults.ts';
import type { ShopState } from './state.ts';
import {
  accountJson,
  cancellationJson,
  changeJson,
  invoiceJson,
  orderJson,
  refundJson,
  subscriptionJson,
} from './to-json.ts';

const PAGE_FILES = fileURLToPath(new URL('./page', import.meta.url));

/** The page for people: static files, one snapshot of everything, and a stream that says "look again". */
export function pageRouter(state: ShopState, faults: Faults, shopName: string): Router {
  const router = express.Router();
  router.use((_request, response, next) => {
    response.set('content-security-policy', "default-src 'self'; frame-ancestors 'none'");
    next();
  });
  router.use(express.static(PAGE_FILES));
  router.get('/page/state', (_request, response) => {
    response.json(snapshot(state, faults, shopName));
  });
  router.get('/page/events', (_request, response) => stream(state, response));
  router.post('/page/faults', express.json({ limit: '16kb' }), (request, response) => {
    const parsed = z.object({ faults: z.array(Fault).max(20) }).safeParse(request.body);
    if (!parsed.success) {
      response.status(400).json({ error: 'bad_request', message: z.prettifyError(parsed.error) });
      return;
    }
    faults.set(parsed.data.faults);
    state.changed();
    response.json({ faults: faults.list() });
  });
  return router;
}

function snapshot(
  { records, refunds, cancellations, changes, requests }: ShopState,
  faults: Faults,
  shopName: string,
): unknown {
  return {
    shop: shopName,
    customers: records.customers,
    orders: records.orders.map(orderJson),
    invoices: records.invoices.map(invoiceJson),
    subscriptions: records.subscriptions.map(subscriptionJson),
    refunds: refunds.map(refundJson),
    cancellations: cancellations.map(cancellationJson),
    changes: changes.map(changeJson),
    accounts: records.accounts.map((account) => ({ customer_id: account.customerId, ...accountJson(account) })),
    requests: requests.slice(-100),
    faults: faults.list(),
  };
}

function stream(state: ShopState, response: Response): void {
  response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  response.write('retry: 1000\n\n');
  const stop = state.subscribe(() => response.write('data: changed\n\n'));
  response.on('close', stop);
}
