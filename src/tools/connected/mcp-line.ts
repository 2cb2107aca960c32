import {
  Client,
  ProtocolError,
  SdkError,
  SdkErrorCode,
  SdkHttpError,
  StreamableHTTPClientTransport,
  type Transport,
} from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { AccessRefused, GiveUp, messageOf, OutcomeUnknown, Unavailable } from '../../platform/errors.ts';

export interface OfferedTool {
  name: string;
  inputSchema: unknown;
}

/** A line to an MCP server, which says by error class what a failure means. */
export interface McpLine {
  name: string;
  tools(): Promise<OfferedTool[]>;
  read(tool: string, input: Record<string, unknown>): Promise<unknown>;
  write(tool: string, input: Record<string, unknown>): Promise<unknown>;
  close(): Promise<void>;
}

export interface McpAddress {
  name: string;
  url?: string | undefined;
  command?: readonly string[] | undefined;
  headers: Readonly<Record<string, string>>;
  /** For a program that we start: what it may see of the environment. */
  environment: Readonly<Record<string, string>>;
  fetch: typeof fetch;
  timeoutMs: number;
}

const RETRY_MS = 5_000;
/** A refusal is shown to staff; more than this is no reason any more. */
const MOST_WORDS = 300;

/** Connects when it is first needed and again after a failure; a server that is down costs one ticket its look-up, not the process its life. */
export function openMcpLine(address: McpAddress): McpLine {
  let connecting: Promise<Client> | null = null;
  const hangUp = async (): Promise<void> => {
    const current = connecting;
    connecting = null;
    const client = await current?.catch(() => null);
    await client?.close().catch(() => {
      // The other side is gone already, which is what we wanted.
    });
  };
  const client = async (): Promise<Client> => {
    connecting ??= connect(address);
    try {
      return await connecting;
    } catch (cause) {
      connecting = null;
      throw forRead(address.name, cause);
    }
  };
  const call = async (tool: string, input: Record<string, unknown>): Promise<unknown> => {
    const open = await client();
    try {
      return answerOf(
        address.name,
        await open.callTool({ name: tool, arguments: input }, { timeout: address.timeoutMs }),
      );
    } catch (error) {
      if (!(error instanceof GiveUp) && !(error instanceof ProtocolError)) await hangUp();
      throw error;
    }
  };
  return {
    name: address.name,
    async tools() {
      const open = await client();
      try {
        // What it offered a minute ago is not what it offers now.
        const { tools } = await open.listTools(undefined, { timeout: address.timeoutMs, cacheMode: 'refresh' });
        return tools.map(({ name, inputSchema }) => ({ name, inputSchema }));
      } catch (error) {
        await hangUp();
        throw forRead(address.name, error);
      }
    },
    read: (tool, input) =>
      call(tool, input).catch((error: unknown) => {
        throw forRead(address.name, error);
      }),
    write: (tool, input) =>
      call(tool, input).catch((error: unknown) => {
        throw forWrite(address.name, error);
      }),
    close: hangUp,
  };
}

async function connect(address: McpAddress): Promise<Client> {
  // No capabilities: the server may neither ask our model nor our people, nor see a folder.
  const client = new Client({ name: 'deskhand', version: '1' }, { capabilities: {} });
  await client.connect(transportTo(address), { timeout: address.timeoutMs });
  return client;
}

function transportTo({ url, command, headers, environment, fetch: send }: McpAddress): Transport {
  if (url !== undefined)
    return new StreamableHTTPClientTransport(new URL(url), {
      requestInit: { headers, redirect: 'error' },
      fetch: send,
    });
  const [program = '', ...args] = command ?? [];
  return new StdioClientTransport({ command: program, args, env: { ...environment }, stderr: 'ignore' });
}

interface ToolAnswer {
  content?: unknown;
  structuredContent?: unknown;
  isError?: unknown;
}

/** Data as data: structured where the server gives it, else its one text read as JSON. */
function answerOf(name: string, { content, structuredContent, isError }: ToolAnswer): unknown {
  const text = textOf(content);
  if (isError === true)
    throw new GiveUp(`${name} refused: ${text.replace(/\s+/g, ' ').slice(0, MOST_WORDS) || 'it gave no reason'}`);
  if (structuredContent !== undefined && structuredContent !== null) return structuredContent;
  try {
    return JSON.parse(text);
  } catch {
    // Words instead of data: whoever reads them finds no fields in them.
    return { text };
  }
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return '';
  return content
    .flatMap((part: unknown) =>
      typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string' ? [part.text] : [],
    )
    .join('\n');
}

function forRead(name: string, error: unknown): Error {
  return (
    refusalOf(name, error) ??
    new Unavailable(`${name} did not answer (${messageOf(error)})`, RETRY_MS, { cause: error })
  );
}

/** After a request went out, no answer means that nobody knows. */
function forWrite(name: string, error: unknown): Error {
  if (error instanceof SdkError && error.code === SdkErrorCode.NotConnected)
    return new Unavailable(`${name} is not connected, so nothing was sent`, RETRY_MS, { cause: error });
  return refusalOf(name, error) ?? new OutcomeUnknown(`${name} did not answer (${messageOf(error)})`, { cause: error });
}

/** What the other side itself said: no. */
function refusalOf(name: string, error: unknown): Error | null {
  if (error instanceof GiveUp || error instanceof Unavailable || error instanceof AccessRefused) return error;
  if (error instanceof SdkHttpError && (error.data.status === 401 || error.data.status === 403))
    return new AccessRefused(`${name} refuses our key (status ${error.data.status}): check the key and its rights`);
  if (error instanceof ProtocolError)
    return new GiveUp(`${name} refused: ${error.message.replace(/\s+/g, ' ').slice(0, MOST_WORDS)}`);
  return null;
}
