import { createServer, type Server } from 'node:http';
import { messageOf } from '../platform/errors.ts';
import { closeServer, listen } from '../platform/http.ts';
import { type House, handleApi } from './openai/api.ts';
import { createFaultList, type Fault } from './openai/faults.ts';
import { createJournal } from './openai/journal.ts';
import type { OpenAiOptions, RequestRecord } from './openai/options.ts';
import { createPage } from './openai/page.ts';
import { createStores } from './openai/stores.ts';
import { createPromptCache } from './openai/tokens.ts';

export interface OpenAiSandbox {
  /** Ends in `/v1`: what goes into OPENAI_BASE_URL. */
  url: string;
  port: number;
  /** For people: the list of calls and the fault switches. */
  page: string;
  close(): Promise<void>;
  requests(): readonly RequestRecord[];
  /** Takes the place of all faults set before. */
  setFaults(faults: readonly Fault[]): void;
}

/** A Responses API that answers by rule, for demos and tests: real HTTP, no key, nothing leaves this machine. */
export async function startOpenAi(options: OpenAiOptions = {}): Promise<OpenAiSandbox> {
  const clock = options.clock ?? Date.now;
  const house: House = {
    options,
    clock,
    faults: createFaultList(),
    journal: createJournal(clock),
    cache: createPromptCache(),
    stores: createStores(),
  };
  const page = createPage(house);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const done = path.startsWith('/v1/') ? handleApi(house, request, response) : page(request, response, path);
    done.catch((error: unknown) => response.destroy(error instanceof Error ? error : new Error(messageOf(error))));
  });
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}/v1`,
    port,
    page: `http://127.0.0.1:${port}/`,
    close: () => stop(server),
    requests: () => house.journal.all(),
    setFaults: (faults: readonly Fault[]) => house.faults.set(faults),
  };
}

/** Calls that hang and pages that watch would otherwise keep it open for ever. */
async function stop(server: Server): Promise<void> {
  const closed = closeServer(server);
  server.closeAllConnections();
  await closed;
}
