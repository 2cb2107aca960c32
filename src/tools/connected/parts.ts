import { type ConnectorFile, findTool } from './connector-file.ts';
import type { System } from './system.ts';
import type { ConnectedTool } from './tool-list.ts';

/** The operator's file, and the systems that it names. */
export interface Connected {
  file: ConnectorFile;
  systems: Readonly<Record<string, System>>;
}

export interface Parts {
  system: System;
  own: ConnectedTool;
  /** Under the name that proposals and rows carry. */
  named: ConnectedTool;
}

export function partsOf({ file, systems }: Connected, name: string): Parts {
  const found = findTool(file, name);
  const system = found ? systems[found.connector] : undefined;
  if (!found || !system) throw new Error(`There is no connected tool ${name}`);
  return { system, own: found.tool, named: { ...found.tool, name } };
}
