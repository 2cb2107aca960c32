import type { Config } from './config.ts';
import type { Database } from './platform/database.ts';
import type { Log } from './platform/log.ts';
import { createOtlpSink } from './platform/otlp.ts';
import { createSpanStore } from './platform/span-store.ts';
import { type SpanSink, severalSinks } from './platform/trace.ts';

/** The part of app.ts that says where traces go: into our own database, and to a collector where one is named. */
export function openSpans(floor: { config: Config; database: Database; log: Log }): SpanSink {
  const { config, database, log } = floor;
  const { otlp } = config;
  const sinks = [
    createSpanStore(database, log),
    ...(otlp === null ? [] : [createOtlpSink({ ...otlp, serviceName: config.queueName, log })]),
  ];
  return severalSinks(sinks);
}
