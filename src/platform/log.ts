import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/** Fields that could carry a secret or a customer's words, whatever object they are logged in. */
const REDACTED = [
  '*.password',
  '*.secret',
  '*.token',
  '*.authorization',
  '*.text',
  '*.body',
  '*.html',
  'headers.authorization',
];

/** One logger per process, passed down. Static messages with fields; no customer text above debug. */
export function createLog(options: { level: string; name: string; destination?: DestinationStream }): Log {
  const settings = {
    name: options.name,
    level: options.level,
    redact: { paths: options.level === 'debug' || options.level === 'trace' ? [] : REDACTED, censor: '[hidden]' },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}

/** For tests and tools that must stay quiet. */
export const silentLog: Log = pino({ level: 'silent' });
