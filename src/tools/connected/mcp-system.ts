import { createHash } from 'node:crypto';
import { GiveUp } from '../../platform/errors.ts';
import { canonicalJson } from '../input-digest.ts';
import type { McpConnector } from './connector-file.ts';
import type { McpLine } from './mcp-line.ts';
import { NOBODY_KNOWS, type Offered, proofOf, requesterFrom, type System } from './system.ts';
import { fillBody, recordAt, valueAt } from './template.ts';

type Ask = McpConnector['records'][string];

/**
 * An MCP server as a source of tools. Its descriptions and annotations are words of somebody else: nothing here reads them. What may be
 * called, with which arguments and on whose leave stands in the operator's file alone.
 */
export function createMcpSystem(connector: McpConnector, line: McpLine): System {
  const read = async (ask: Ask, values: Record<string, unknown>): Promise<Record<string, unknown> | null> =>
    recordAt(await line.read(ask.call, fillBody(ask.arguments, values)), ask.at);
  const operationOf = (tool: string): McpConnector['operations'][string] | undefined => connector.operations[tool];
  const run: System['run'] = async ({ name, arguments: given }, key) => {
    const operation = operationOf(name);
    const target = operation?.call ?? name;
    await assertUnchanged(line, target, operation?.fingerprint);
    const withKey = operation?.key_argument === undefined ? given : { ...given, [operation.key_argument]: key };
    const answer = await line.write(target, withKey);
    return proofOf(operation?.proof === undefined ? null : valueAt(answer, operation.proof), key);
  };
  return {
    requester: async (email) => requesterFrom(await read(connector.requester, { email }), connector.requester.id),
    find: async (kind, id) => {
      const ask = connector.records[kind];
      return ask ? read(ask, { id }) : null;
    },
    async ask({ name, arguments: given }) {
      const operation = operationOf(name);
      return recordAt(await line.read(operation?.call ?? name, given), operation?.at);
    },
    run,
    call: run,
    async findRun(tool, key) {
      const operation = operationOf(tool);
      if (operation?.find) {
        const found = await read(operation.find, { key });
        if (found === null) return null;
        return proofOf(operation.proof === undefined ? null : valueAt(found, operation.proof), key);
      }
      if (operation?.repeatable) return null;
      throw new GiveUp(`${line.name}: ${NOBODY_KNOWS}`);
    },
    offered: () => offeredBy(line),
    close: () => line.close(),
  };
}

async function offeredBy(line: McpLine): Promise<Offered> {
  const tools = await line.tools();
  return {
    tools: tools.map(({ name, inputSchema }) => ({
      name,
      fingerprint: fingerprintOf(inputSchema),
      arguments: Object.keys(recordAt(inputSchema, 'properties') ?? {}),
    })),
  };
}

/** A tool that was let in and then changed its arguments is another tool. */
async function assertUnchanged(line: McpLine, tool: string, fingerprint: string | undefined): Promise<void> {
  if (fingerprint === undefined) return;
  const offered = (await line.tools()).find(({ name }) => name === tool);
  if (offered === undefined) throw new GiveUp(`${line.name} does not offer ${tool} any more, so nothing was done.`);
  if (fingerprintOf(offered.inputSchema) !== fingerprint)
    throw new GiveUp(
      `${line.name} has changed ${tool} since it was let in, so nothing was done. See ./scripts/doctor.`,
    );
}

/** Of what the tool takes, not of what it says about itself. */
function fingerprintOf(inputSchema: unknown): string {
  return createHash('sha256').update(canonicalJson(inputSchema)).digest('hex').slice(0, 16);
}
