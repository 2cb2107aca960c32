import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Courier } from './slack/courier.ts';
import type { Delivery } from './slack/deliver.ts';
import { openHome, sendEvent } from './slack/events.ts';
import { type FaultPlan, Faults } from './slack/faults.ts';
import {
  type Desk,
  type PressInput,
  press,
  runCommand,
  runShortcut,
  type ShortcutInput,
} from './slack/interactions.ts';
import { listMessages, postMessage } from './slack/messages.ts';
import type { SlackOptions } from './slack/options.ts';
import { pageRouter } from './slack/page.ts';
import type { CommandLine } from './slack/payloads.ts';
import type { CallRecord, Change, JsonObject, Message, View } from './slack/records.ts';
import { responseUrlRouter } from './slack/response-url.ts';
import { SocketMode } from './slack/socket-mode.ts';
import { type Listener, SlackState } from './slack/state.ts';
import { closeView, type Submission, type SubmitInput, submitView } from './slack/submissions.ts';
import { webApiRouter } from './slack/web-api.ts';

export interface SlackSandbox {
  /** Base address: the page is at "/", the Web API at "/api/". */
  url: string;
  port: number;
  close(): Promise<void>;
  setRequestUrl(url: string | undefined): void;
  setFaults(plans: FaultPlan[]): void;
  subscribe(listener: Listener): () => void;

  messages(channelId: string): Message[];
  ephemerals(userId?: string): Message[];
  openViews(userId: string): View[];
  home(userId: string): View | undefined;
  /** Every accepted write, in order. */
  history(): Change[];
  /** Every Web API call, accepted or not. */
  calls(): CallRecord[];
  connections(): number;

  press(input: PressInput): Promise<Delivery>;
  submitView(input: SubmitInput): Promise<Submission>;
  closeView(input: { userId: string; viewId: string; all?: boolean }): Promise<Delivery[]>;
  openHome(userId: string): Promise<Delivery[]>;
  runCommand(line: CommandLine): Promise<Delivery>;
  runShortcut(input: ShortcutInput): Promise<Delivery>;
  sendEvent(event: JsonObject): Promise<Delivery[]>;
  writeAs(userId: string, channelId: string, text: string): Message;
  /** Asks connected apps to come again, as Slack does now and then. */
  disconnectSockets(reason: string): void;
}

/**
 * A stand-in for Slack on this machine: Web API, signed deliveries, Socket Mode and a page to work in.
 * Marks in these files: [documented] by Slack, [seen] in its packages, schemas or threads, [guess] neither.
 */
export async function startSlack(options: SlackOptions): Promise<SlackSandbox> {
  const state = new SlackState(options);
  const sockets = new SocketMode(options.app.id);
  const faults = new Faults();
  const stop = new AbortController();
  const desk: Desk = { state, courier: new Courier(state, sockets) };

  const web = express().disable('x-powered-by');
  const openConnection = () => `${state.baseUrl.replace('http', 'ws')}/link/?ticket=${sockets.issueTicket()}`;
  web.use('/api', webApiRouter({ state, faults, openConnection }));
  web.use('/actions', responseUrlRouter(state));
  web.use(pageRouter(desk, stop.signal));

  const server = createServer(web);
  server.on('upgrade', (request, socket, head) => sockets.accept(request, socket, head));
  const port = await listen(server, options.port ?? 0);
  state.baseUrl = `http://127.0.0.1:${port}`;

  return {
    url: state.baseUrl,
    port,
    close: () => {
      stop.abort();
      sockets.close();
      return closeServer(server);
    },
    setFaults: (plans) => faults.set(plans),
    connections: () => sockets.connections,
    disconnectSockets: (reason) => sockets.disconnect(reason),
    ...observe(state),
    ...act(desk, stop.signal),
  };
}

type Observing = 'subscribe' | 'messages' | 'ephemerals' | 'openViews' | 'home' | 'history' | 'calls';

function observe(state: SlackState): Pick<SlackSandbox, Observing> {
  return {
    subscribe: (listener) => state.subscribe(listener),
    messages: (channelId) => listMessages(state, channelId),
    ephemerals: (userId) =>
      [...state.messages.values()].filter((message) =>
        userId ? message.onlyFor === userId : message.onlyFor !== undefined,
      ),
    openViews: (userId) => [...(state.modals.get(userId) ?? [])],
    home: (userId) => state.homes.get(userId),
    history: () => [...state.changes],
    calls: () => [...state.calls],
  };
}

type Acting =
  | 'setRequestUrl'
  | 'press'
  | 'submitView'
  | 'closeView'
  | 'openHome'
  | 'runCommand'
  | 'runShortcut'
  | 'sendEvent'
  | 'writeAs';

function act(desk: Desk, stop: AbortSignal): Pick<SlackSandbox, Acting> {
  return {
    setRequestUrl: (url) => desk.courier.setRequestUrl(url),
    press: (input) => press(desk, input),
    submitView: (input) => submitView(desk, input),
    closeView: (input) => closeView(desk, input),
    openHome: (userId) => openHome(desk, userId, stop),
    runCommand: (line) => runCommand(desk, line),
    runShortcut: (input) => runShortcut(desk, input),
    sendEvent: (event) => sendEvent(desk, event, stop),
    writeAs: (user, channel, text) => postMessage(desk.state, { user, channel, text }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(boundPort(server.address())));
  });
}

function boundPort(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The Slack stand-in has no port.');
  return address.port;
}

/** Hanging answers and event streams would keep the server open for ever, so connections are cut. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
