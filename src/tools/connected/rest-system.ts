import { z } from 'zod';
import { GiveUp } from '../../platform/errors.ts';
import { BackofficeRequest } from '../backoffice-request.ts';
import type { ToolProof } from '../tool.ts';
import type { RestConnector } from './connector-file.ts';
import { NOBODY_KNOWS, proofOf, requesterFrom, type System } from './system.ts';
import { fillBody, fillPath, recordAt, valueAt } from './template.ts';

export interface Reach {
  name: string;
  /** Headers with the keys in them. */
  headers: Readonly<Record<string, string>>;
  fetch: typeof fetch;
}

type Ask = RestConnector['requester'] | RestConnector['records'][string];

/** A back office over REST, as the operator's file describes it. Nothing that an answer says is ever an address to call. */
export function createRestSystem(connector: RestConnector, reach: Reach): System {
  const read = readerOf(connector, reach);
  const operationOf = (tool: string): RestConnector['operations'][string] => {
    const operation = connector.operations[tool];
    if (!operation) throw new GiveUp(`The connectors file does not say how ${reach.name} does ${tool}.`);
    return operation;
  };
  const run: System['run'] = (call, key) =>
    runOperation(connector, reach, { ...call, operation: operationOf(call.name), key });
  return {
    requester: async (email) => requesterFrom(await read(connector.requester, { email }), connector.requester.id),
    find: async (kind, id) => {
      const ask = connector.records[kind];
      return ask ? read(ask, { id }) : null;
    },
    async ask({ name, arguments: given }) {
      const operation = operationOf(name);
      if (!('get' in operation)) throw new GiveUp(`${name} changes something, so it is no look-up.`);
      return read(operation, given);
    },
    run,
    call: run,
    async findRun(tool, key) {
      const operation = operationOf(tool);
      if ('get' in operation) return null;
      if (operation.find) {
        const found = await read(operation.find, { key });
        return found && proofOf(operation.proof === undefined ? null : valueAt(found, operation.proof), key);
      }
      if (operation.repeatable) return null;
      throw new GiveUp(`${reach.name}: ${NOBODY_KNOWS}`);
    },
    offered: async () => ({ tools: null }),
    close: async () => {},
  };
}

function requestOf(connector: RestConnector, { name, headers, fetch: send }: Reach): BackofficeRequest {
  return new BackofficeRequest({
    url: connector.url,
    apiKey: '',
    headers,
    name,
    idempotencyHeader: connector.idempotency_header,
    timeoutMs: connector.timeout_seconds * 1_000,
    fetch: send,
  });
}

type Read = (ask: Ask, values: Record<string, unknown>) => Promise<Record<string, unknown> | null>;

function readerOf(connector: RestConnector, reach: Reach): Read {
  const http = requestOf(connector, reach);
  return async (ask, values) => recordAt(await http.find(fillPath(ask.get, values), z.unknown(), ask.absent), ask.at);
}

interface Running {
  name: string;
  arguments: Record<string, unknown>;
  operation: RestConnector['operations'][string];
  key: string;
}

async function runOperation(connector: RestConnector, reach: Reach, call: Running): Promise<ToolProof> {
  const { operation, key } = call;
  if ('get' in operation) throw new GiveUp(`${call.name} only reads, so there is nothing to do.`);
  const values = { ...call.arguments, key };
  const path = fillPath(operation.post, values);
  const body = fillBody(operation.body, values);
  const answer = await requestOf(connector, reach).write({ path, body, idempotencyKey: key }, z.unknown());
  return proofOf(operation.proof === undefined ? null : valueAt(answer, operation.proof), key);
}
