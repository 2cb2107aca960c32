import { createServer } from 'node:http';
import express, { type Request, type Response } from 'express';
import { sleep } from '../platform/clock.ts';
import { closeServer, listen } from '../platform/http.ts';
import { type Answer, answer, type Call, type McpTool, RpcRequest } from './mcp/rpc.ts';

export type { McpTool } from './mcp/rpc.ts';

/** What goes wrong with the next `times` calls of a tool. */
export interface McpFault {
  kind: 'slow' | 'hang' | 'reset' | 'garbage' | 'status' | 'lost_session';
  times: number;
  /** Any request when absent. */
  tool?: string;
  /** The work is done first; only the answer is lost. */
  afterCommit?: boolean;
  ms?: number;
  status?: number;
}

export interface McpSandbox {
  url: string;
  /** Calls of tools that were carried out, in order. */
  calls(): readonly Call[];
  /** As servers do: from one moment to the next it offers something else. */
  offer(tools: readonly McpTool[]): void;
  setFaults(faults: readonly McpFault[]): void;
  /** Headers of the last request. */
  headers(): Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

const PATH = '/mcp';
const SLOW_MS = 3_000;

/**
 * A server that speaks MCP over streamable HTTP, by the protocol's revision 2025-06-18: one POST for each message, JSON answers, a session
 * named by a header, no stream of its own (405 for GET, as the protocol allows).
 */
export async function startMcpServer(options: { key: string; tools: readonly McpTool[] }): Promise<McpSandbox> {
  const state = new McpState(options.key, options.tools);
  const web = express().disable('x-powered-by').disable('etag');
  web.post(PATH, express.json({ limit: '1mb' }), (request, response) => state.serve(request, response));
  web.get(PATH, (_request, response) => void response.status(405).set('allow', 'POST, DELETE').end());
  web.delete(PATH, (_request, response) => void response.status(200).end());
  const server = createServer(web);
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}${PATH}`,
    calls: () => state.calls,
    offer: (tools) => {
      state.tools = tools;
    },
    setFaults: (faults) => {
      state.faults = faults.map((fault) => ({ ...fault }));
    },
    headers: () => state.lastHeaders,
    async close() {
      const closed = closeServer(server);
      server.closeAllConnections();
      await closed;
    },
  };
}

class McpState {
  readonly calls: Call[] = [];
  readonly #key: string;
  tools: readonly McpTool[];
  faults: McpFault[] = [];
  lastHeaders: Request['headers'] = {};
  readonly #sessions = new Set<string>();

  constructor(key: string, tools: readonly McpTool[]) {
    this.#key = key;
    this.tools = tools;
  }

  async serve(request: Request, response: Response): Promise<void> {
    this.lastHeaders = request.headers;
    const refused = this.#refusal(request);
    if (refused !== null) return void response.status(refused).json({ error: `status ${refused}` });
    const parsed = RpcRequest.safeParse(request.body);
    if (!parsed.success) return void response.status(400).json(PARSE_ERROR);
    const { id, method, params } = parsed.data;
    if (id === undefined) return void response.status(202).end();
    const tool = method === 'tools/call' && typeof params?.['name'] === 'string' ? params['name'] : null;
    const fault = tool === null ? null : this.#fault(tool);
    const work = (): Promise<Answer> => answer({ tools: this.tools, calls: this.calls }, method, params ?? {});
    if (fault !== null && fault.kind !== 'slow') {
      if (fault.afterCommit === true) await work();
      return this.#spoil(fault, response);
    }
    if (fault !== null) await sleep(fault.ms ?? SLOW_MS);
    if (method === 'initialize') this.#openSession(response);
    response.json({ jsonrpc: '2.0', id, ...(await work()) });
  }

  #refusal(request: Request): number | null {
    if (request.get('authorization') !== `Bearer ${this.#key}`) return 401;
    const accept = request.get('accept') ?? '';
    if (!accept.includes('application/json') || !accept.includes('text/event-stream')) return 406;
    const isFirst = request.body?.method === 'initialize';
    if (isFirst) return null;
    const session = request.get('mcp-session-id');
    if (session === undefined) return 400;
    return this.#sessions.has(session) ? null : 404;
  }

  #openSession(response: Response): void {
    const id = `session-${this.#sessions.size + 1}-${Date.now().toString(36)}`;
    this.#sessions.add(id);
    response.set('mcp-session-id', id);
  }

  #fault(tool: string): McpFault | null {
    const fault = this.faults.find((each) => each.tool === undefined || each.tool === tool);
    if (fault === undefined) return null;
    fault.times -= 1;
    this.faults = this.faults.filter(({ times }) => times > 0);
    return fault;
  }

  #spoil(fault: McpFault, response: Response): void {
    if (fault.kind === 'hang') return;
    if (fault.kind === 'reset') return void response.socket?.resetAndDestroy();
    if (fault.kind === 'garbage') return void response.status(200).type('json').send('{"jsonrpc":"2.0","id":');
    if (fault.kind === 'lost_session') {
      this.#sessions.clear();
      return void response.status(404).json({ error: 'no such session' });
    }
    response.status(fault.status ?? 500).json({ error: 'fault' });
  }
}

const PARSE_ERROR = { jsonrpc: '2.0', id: null, error: { code: -32700, message: 'Parse error' } };
