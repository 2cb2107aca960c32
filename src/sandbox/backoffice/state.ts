import type { Cancellation, Refund, RequestRecord, ShopChange, ShopRecords, Write } from './records.ts';

const KEPT_REQUESTS = 500;

/** The shop's books in memory. Only refunds.ts, cancellations.ts and changes.ts write to them. */
export class ShopState {
  readonly records: ShopRecords;
  readonly refunds: Refund[] = [];
  readonly cancellations: Cancellation[] = [];
  readonly changes: ShopChange[] = [];
  readonly writes: Write[] = [];
  readonly requests: RequestRecord[] = [];
  readonly #clock: () => number;
  readonly #listeners = new Set<() => void>();

  constructor(records: ShopRecords, clock: () => number) {
    this.records = records;
    this.#clock = clock;
  }

  now(): Date {
    return new Date(this.#clock());
  }

  record(request: Omit<RequestRecord, 'at'>): void {
    this.requests.push({ ...request, at: this.now() });
    if (this.requests.length > KEPT_REQUESTS) this.requests.shift();
    this.changed();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
