import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';

/**
 * Preloaded with NODE_OPTIONS=--import: every connection of this process is written to the file in LOOPBACK_LOG before it is opened, and
 * one that would leave this machine is refused. The test beside reads the file.
 */
const log = process.env['LOOPBACK_LOG'];
const connect = Socket.prototype.connect;

Socket.prototype.connect = function guarded(this: Socket, ...args: unknown[]) {
  const place = placeOf(args);
  if (log) appendFileSync(log, `${process.pid} ${place}\n`);
  if (!isHere(place)) throw new Error(`A connection to ${place} would leave this machine`);
  return Reflect.apply(connect, this, args) as Socket;
} as typeof connect;

/** "127.0.0.1:5432", or the path of a socket file. Node normalises the arguments to one array before it calls this a second time. */
function placeOf(args: readonly unknown[]): string {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'number') return `${typeof second === 'string' ? second : '127.0.0.1'}:${first}`;
  if (typeof first === 'string') return first;
  const { host, port, path } = first as { host?: string; port?: number; path?: string };
  return path ?? `${host ?? '127.0.0.1'}:${port}`;
}

function isHere(place: string): boolean {
  return /^(?:127\.0\.0\.1|localhost|::1|\[::1\]):\d+$/.test(place) || place.startsWith('/');
}
