import { parse } from 'yaml';
import { z } from 'zod';
import { messageOf } from '../../platform/errors.ts';
import { ConnectedTool, toolProblems } from './tool-list.ts';

/** How a value of an argument comes about. Words of a mail never name a tool and never name whose record it is. */
const Given = z.union([
  /** Found in the message by rule, for example order_number; the requester must own what it names. */
  z.strictObject({
    entity: z.enum(['order_number', 'invoice_number', 'tracking_number', 'product', 'amount', 'date']),
  }),
  /** A field of the verified requester over there. */
  z.strictObject({ requester: z.string() }),
  z.strictObject({ value: z.union([z.string(), z.number(), z.boolean()]) }),
]);
export type Given = z.infer<typeof Given>;

/** Where in an answer something stands: "order", "customers.0". Absent: the answer itself. */
const At = z.string().min(1).optional();

/** One way to ask the other side. `{name}` stands for an argument, `{id}` and `{email}` for what is looked up, `{key}` for the idempotency key. */
const RestAsk = z.strictObject({
  get: z.string().startsWith('/'),
  at: At,
  /** The status that means "there is no such thing"; without it, any failure is a failure. */
  absent: z.number().int().min(400).max(499).optional(),
});
const McpAsk = z.strictObject({ call: z.string(), arguments: z.record(z.string(), z.string()).default({}), at: At });

const RestOperation = z.union([
  RestAsk,
  z.strictObject({
    post: z.string().startsWith('/'),
    body: z.record(z.string(), z.string()).default({}),
    /** Where the other side's own number for what it did stands in its answer. */
    proof: z.string().optional(),
    /** How to find out whether a call with a key was done. */
    find: RestAsk.optional(),
    /** The other side promises that a repeated key does nothing twice. */
    repeatable: z.boolean().default(false),
  }),
]);
const McpOperation = z.strictObject({
  /** The tool's name over there, when it is not the one in `tools`. */
  call: z.string().optional(),
  /** An argument that takes the idempotency key. */
  key_argument: z.string().optional(),
  proof: z.string().optional(),
  at: At,
  find: McpAsk.optional(),
  repeatable: z.boolean().default(false),
  /** Of the input schema as ./scripts/doctor prints it: when the server changes the tool, it is shut until somebody looks. */
  fingerprint: z.string().optional(),
});

const Common = {
  timeout_seconds: z.number().min(0.1).max(30).default(5),
  /** "Bearer {CONNECTOR_ERP_KEY}": names of variables of the environment, which start with CONNECTOR_. */
  auth: z.strictObject({ header: z.string().default('authorization'), value: z.string() }).optional(),
  tools: z.array(ConnectedTool).min(1),
};
const Identity = { id: z.string().default('id') };

const RestConnector = z.strictObject({
  kind: z.literal('rest'),
  url: z.url({ protocol: /^https?$/ }),
  idempotency_header: z.string().default('idempotency-key'),
  /** Who the helpdesk's verified address is over there. */
  requester: RestAsk.extend(Identity),
  records: z.record(z.string(), RestAsk).default({}),
  operations: z.record(z.string(), RestOperation).default({}),
  ...Common,
});
const McpConnector = z.strictObject({
  kind: z.literal('mcp'),
  url: z.url({ protocol: /^https?$/ }).optional(),
  /** A program that speaks MCP on its standard input and output. */
  command: z.array(z.string()).min(1).optional(),
  requester: McpAsk.extend(Identity),
  records: z.record(z.string(), McpAsk).default({}),
  operations: z.record(z.string(), McpOperation).default({}),
  ...Common,
});
export type RestConnector = z.infer<typeof RestConnector>;
export type McpConnector = z.infer<typeof McpConnector>;
export type Connector = RestConnector | McpConnector;

const Use = { tool: z.string(), arguments: z.record(z.string(), Given).default({}) };
const LookUp = z.strictObject({ ...Use, title: z.string().min(1), says: z.array(z.string().min(1)).min(1) });
/** `name` is what an intent of prompts/intents.yaml says under `action`. */
const Action = z.strictObject({ ...Use, name: z.string().regex(/^[a-z][a-z0-9_.]*$/) });
export type LookUp = z.infer<typeof LookUp>;
export type Action = z.infer<typeof Action>;

const File = z.strictObject({
  version: z.literal(1),
  connectors: z.record(
    z.string().regex(/^[a-z][a-z0-9_]*$/),
    z.discriminatedUnion('kind', [RestConnector, McpConnector]),
  ),
  look_ups: z.array(LookUp).default([]),
  actions: z.array(Action).default([]),
});
export type ConnectorFile = z.infer<typeof File>;

/** Reads the operator's file. The error names the file, the place and what is wrong. */
export function parseConnectors(text: string, name: string): ConnectorFile {
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    throw new Error(`${name} is not valid YAML: ${messageOf(cause)}`, { cause });
  }
  const parsed = File.safeParse(value);
  if (!parsed.success) throw new Error(`${name} is not a valid list of connectors:\n${z.prettifyError(parsed.error)}`);
  const problems = problemsOf(parsed.data);
  if (problems.length > 0) throw new Error(`${name} is not a valid list of connectors:\n${problems.join('\n')}`);
  return parsed.data;
}

function problemsOf(file: ConnectorFile): string[] {
  const problems: string[] = [];
  for (const [name, connector] of Object.entries(file.connectors)) {
    problems.push(...toolProblems(connector.tools).map((words) => `${name}: ${words}`));
    problems.push(...connectorProblems(connector).map((words) => `${name}: ${words}`));
  }
  for (const use of [...file.look_ups, ...file.actions]) problems.push(...useProblems(file, use));
  const names = file.actions.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) problems.push(`the action ${twice} is there twice`);
  return problems;
}

function connectorProblems(connector: Connector): string[] {
  const problems: string[] = [];
  if (connector.kind === 'mcp' && (connector.url === undefined) === (connector.command === undefined))
    problems.push('give either "url" or "command"');
  const names = new Set(connector.tools.map(({ name }) => name));
  for (const name of Object.keys(connector.operations))
    if (!names.has(name)) problems.push(`the operation ${name} is not among the tools, so nobody has given it a class`);
  for (const { name, record } of connector.tools) {
    if (connector.kind === 'rest' && connector.operations[name] === undefined)
      problems.push(`${name}: say under "operations" how it is called`);
    if (record && connector.records[record.kind] === undefined)
      problems.push(`${name}: say under "records" how a ${record.kind} is read`);
  }
  return problems;
}

function useProblems(file: ConnectorFile, use: LookUp | Action): string[] {
  const isLookUp = 'says' in use;
  const found = findTool(file, use.tool);
  if (!found) return [`${use.tool} is used and is not a tool of any connector (write connector.tool)`];
  const { tool } = found;
  const problems: string[] = [];
  const free = tool.class === 'read-only';
  if (isLookUp && !free) problems.push(`${use.tool} is ${tool.class}, so it cannot be a look-up`);
  if (!isLookUp && free) problems.push(`${use.tool} is read-only, so it is no action`);
  const unknown = Object.keys(use.arguments).filter((name) => !tool.arguments.includes(name));
  if (unknown.length > 0) problems.push(`${use.tool} has no argument ${unknown.join(', ')}`);
  if (isLookUp && (tool.owner ?? null) === null && !Object.values(use.arguments).some((given) => 'requester' in given))
    problems.push(
      `${use.tool}: a look-up needs an "owner" or an argument of the requester, or it would show anybody's data`,
    );
  return problems;
}

/** "erp.cancel_order" -> the connector "erp" and its tool. */
export function findTool(file: ConnectorFile, name: string): { connector: string; tool: ConnectedTool } | null {
  const [connector = '', ...rest] = name.split('.');
  const own = Object.hasOwn(file.connectors, connector) ? file.connectors[connector] : undefined;
  const tool = own?.tools.find((each) => each.name === rest.join('.'));
  return tool ? { connector, tool } : null;
}
