import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answers.ts';
import type { Caller } from './auth.ts';

/** A request after its way in: path without `.json`, body parsed, caller known. */
export type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: unknown;
  params: Record<string, string>;
  caller: Caller;
};

export type Route = {
  method: string;
  /** `:name` takes one part of the path. */
  path: string;
  /** [documented] Closed to agents who are not administrators. */
  admin?: boolean;
  handle: (call: Call) => Answer;
};

export function findRoute<R extends { method: string; path: string }>(
  routes: R[],
  method: string,
  path: string,
): { route: R; params: Record<string, string> } | undefined {
  for (const route of routes) {
    const params = route.method === method ? matchPath(route.path, path) : undefined;
    if (params) return { route, params };
  }
  return undefined;
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}
