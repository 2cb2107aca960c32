import type { RequestRecord } from './options.ts';

/** Enough for a demo and a test run; older calls are forgotten. */
const KEPT = 500;

/** The list of calls, and whoever watches it. */
export interface Journal {
  /** A call has come in. */
  open(path: string): RequestRecord;
  /** A call has been answered, or never will be. */
  close(record: RequestRecord, outcome: Partial<RequestRecord>): void;
  all(): readonly RequestRecord[];
  watch(listener: (record: RequestRecord) => void): () => void;
}

export function createJournal(clock: () => number): Journal {
  const records: RequestRecord[] = [];
  const listeners = new Set<(record: RequestRecord) => void>();
  let lastId = 0;
  const tell = (record: RequestRecord): void => {
    for (const listener of listeners) listener(record);
  };
  return {
    open: (path) => {
      lastId += 1;
      const record = emptyRecord(lastId, clock(), path);
      records.push(record);
      if (records.length > KEPT) records.shift();
      tell(record);
      return record;
    },
    close: (record, outcome) => {
      Object.assign(record, outcome, { ms: clock() - record.at });
      tell(record);
    },
    all: () => records,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function emptyRecord(id: number, at: number, path: string): RequestRecord {
  const texts = { instructions: '', input: '', answer: '' };
  const tokens = { input: 0, cached: 0, output: 0 };
  return {
    id,
    at,
    ms: 0,
    path,
    status: null,
    model: '',
    task: 'text',
    stream: false,
    fault: null,
    tokens,
    ...texts,
    body: null,
    reply: null,
  };
}
