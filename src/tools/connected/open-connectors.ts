import { readFile } from 'node:fs/promises';
import { type Connector, type ConnectorFile, parseConnectors } from './connector-file.ts';
import { openMcpLine } from './mcp-line.ts';
import { createMcpSystem } from './mcp-system.ts';
import { createRestSystem } from './rest-system.ts';
import type { System } from './system.ts';

/** Only these variables may be named in the file: it must not be able to send the database's password somewhere. */
export const SECRET_PREFIX = 'CONNECTOR_';

export interface ConnectorSettings {
  file: string;
  /** Variables of the environment that start with CONNECTOR_. */
  secrets: Readonly<Record<string, string>>;
}

export interface OpenConnectors {
  file: ConnectorFile;
  systems: Readonly<Record<string, System>>;
}

/** Reads the file and calls nobody: a system that is down now may be up when a customer writes. */
export async function openConnectors(
  settings: ConnectorSettings,
  fetchFor: (connector: string) => typeof fetch,
): Promise<OpenConnectors> {
  const file = parseConnectors(await readFile(settings.file, 'utf8'), settings.file);
  const systems = Object.entries(file.connectors).map(([name, connector]): [string, System] => [
    name,
    systemOf({ name, connector, settings, fetch: fetchFor(name) }),
  ]);
  return { file, systems: Object.fromEntries(systems) };
}

interface Opening {
  name: string;
  connector: Connector;
  settings: ConnectorSettings;
  fetch: typeof fetch;
}

function systemOf({ name, connector, settings, fetch: send }: Opening): System {
  const headers = headersOf(name, connector, settings);
  if (connector.kind === 'rest') return createRestSystem(connector, { name, headers, fetch: send });
  return createMcpSystem(
    connector,
    openMcpLine({
      name,
      url: connector.url,
      command: connector.command,
      headers,
      // A program of our own gets the keys of connectors and the path, and nothing else of ours.
      environment: { ...settings.secrets, PATH: '/usr/local/bin:/usr/bin:/bin' },
      fetch: send,
      timeoutMs: connector.timeout_seconds * 1_000,
    }),
  );
}

function headersOf(name: string, { auth }: Connector, { file, secrets }: ConnectorSettings): Record<string, string> {
  if (auth === undefined) return {};
  const value = auth.value.replace(/\{(\w+)\}/g, (_, variable: string) => {
    if (!variable.startsWith(SECRET_PREFIX))
      throw new Error(
        `${file}: ${name} asks for the variable ${variable}; only names that start with ${SECRET_PREFIX} may be used`,
      );
    const secret = secrets[variable];
    if (secret === undefined) throw new Error(`${variable} is missing: the connector ${name} in ${file} needs it`);
    return secret;
  });
  return { [auth.header]: value };
}
