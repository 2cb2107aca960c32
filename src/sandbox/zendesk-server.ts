import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { addAgentComment, changeAsAgent } from './zendesk/agent-actions.ts';
import { Api } from './zendesk/api.ts';
import { addCustomerComment, createTicketAsCustomer } from './zendesk/customer-actions.ts';
import { Deliveries } from './zendesk/deliver.ts';
import type { Ticket } from './zendesk/entities.ts';
import { createFaults } from './zendesk/faults.ts';
import { sendAnswer } from './zendesk/http.ts';
import { mergeTickets } from './zendesk/merge.ts';
import type { ZendeskOptions, ZendeskSandbox } from './zendesk/options.ts';
import { PageServer } from './zendesk/page-server.ts';
import { RateLimiter } from './zendesk/rate-limit.ts';
import { createState, notify, type State } from './zendesk/state.ts';
import { suspendMail } from './zendesk/suspended.ts';
import { sendTestDelivery } from './zendesk/test-delivery.ts';
import { runTriggers } from './zendesk/trigger-engine.ts';
import { setWebhook } from './zendesk/webhooks.ts';

export type { ZendeskOptions, ZendeskSandbox } from './zendesk/options.ts';

/** Starts a stand-in for one Zendesk account on 127.0.0.1: its API, its webhooks and a page for people. */
export async function startZendesk(options: ZendeskOptions): Promise<ZendeskSandbox> {
  const state = createState(options);
  const deliveries = new Deliveries(state);
  state.sendEvents = (events) => deliveries.send(events);
  state.sendTriggerBody = (webhookId, body, ticketId) => deliveries.sendTriggerBody(webhookId, body, ticketId);
  state.runTriggers = (write) => runTriggers(state, write);
  const limiter = new RateLimiter(options.limits, state.clock);
  const page = new PageServer({ state, deliveries, limiter });
  const server = createServer(createHandler(new Api(state, limiter), page));
  const port = await listen(server, options.port ?? 0);
  state.baseUrl = `http://127.0.0.1:${port}`;
  if (options.webhook) setWebhook(state, options.webhook);
  const close = async () => {
    deliveries.close();
    page.close();
    await stop(server);
  };
  return { ...createControls(state), url: state.baseUrl, port, close };
}

function createHandler(api: Api, page: PageServer) {
  return (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const handled = api.owns(url.pathname) ? api.handle(request, response, url) : page.handle(request, response, url);
    handled.catch((error: unknown) => {
      const description = error instanceof Error ? error.message : String(error);
      sendAnswer(response, { status: 500, body: { error: 'InternalError', description } });
    });
  };
}

function createControls(state: State): Omit<ZendeskSandbox, 'url' | 'port' | 'close'> {
  return {
    createTicketAsCustomer: (message) => createTicketAsCustomer(state, message),
    addCustomerComment: (id, reply) => addCustomerComment(state, mustFind(state, id), reply),
    addAgentComment: (id, comment) => addAgentComment(state, mustFind(state, id), comment),
    changeAsAgent: (id, agentId, { fields, ...change }) => {
      const customFields = Object.entries(fields ?? {}).map(([key, value]) => ({ id: fieldId(state, key), value }));
      changeAsAgent(state, mustFind(state, id), { ...change, ...(fields ? { customFields } : {}) }, agentId);
    },
    merge: (sourceId, targetId, agentId) => {
      const tickets = { target: mustFind(state, targetId), sources: [mustFind(state, sourceId)] };
      mergeTickets(state, tickets, { userId: agentId, channel: 'web', source: 'page' });
    },
    suspendMail: (message) => void suspendMail(state, message),
    sendTestDelivery: (endpoint) => sendTestDelivery(state, endpoint),
    users: () => [...state.users.values()],
    ticket: (id) => state.tickets.get(id),
    comments: (id) => [...mustFind(state, id).comments],
    history: () => state.history,
    requests: () => state.requests,
    setFaults: (settings) => {
      state.faults = createFaults(settings);
      notify(state, { kind: 'faults' });
    },
    setWebhook: (target) => void setWebhook(state, target),
    subscribe: (listener) => {
      state.listeners.add(listener);
      return () => state.listeners.delete(listener);
    },
  };
}

function fieldId(state: State, key: string): number {
  const field = state.fields.find((each) => each.key === key);
  if (!field) throw new Error(`The Zendesk stand-in has no field "${key}".`);
  return field.id;
}

function mustFind(state: State, id: number): Ticket {
  const ticket = state.tickets.get(id);
  if (!ticket) throw new Error(`The Zendesk stand-in has no ticket ${id}.`);
  return ticket;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address && typeof address === 'object') resolve(address.port);
      else reject(new Error('The Zendesk stand-in listens, but on no port.'));
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
