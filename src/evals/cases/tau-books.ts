import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Call, Connection, Requester } from '../../tools/connected/gate.ts';

const Thing = z.record(z.string(), z.unknown());
const Books = z.object({
  users: z.record(z.string(), Thing),
  orders: z.record(z.string(), Thing).optional(),
  reservations: z.record(z.string(), Thing).optional(),
});
const Retail = z.object({
  products: z.record(z.string(), z.object({ variants: z.record(z.string(), z.object({ available: z.boolean() })) })),
});
const Items = z.array(z.object({ item_id: z.string(), product_id: z.string() }));
const Flights = z.array(z.object({ flight_number: z.string(), date: z.string() }));
const Airline = z.object({
  flights: z.record(z.string(), z.object({ dates: z.record(z.string(), z.object({ status: z.string() })) })),
});
const Payments = z.record(z.string(), z.object({ source: z.string() }));

/** "The current time is 2024-05-15 15:00:00 EST", says the airline's policy; its booking times are written without a zone. */
const NOW = Date.parse('2024-05-15T15:00:00Z');
const HOUR_MS = 3_600_000;
const FLOWN = new Set(['flying', 'landed']);

/** The tables of a domain as the other side of a connection, and a list of everything that it was made to do. */
export class TauBooks implements Connection {
  readonly done: { call: Call; key: string }[] = [];
  readonly #books: z.infer<typeof Books>;
  readonly #retail: z.infer<typeof Retail> | null;
  readonly #airline: z.infer<typeof Airline> | null;

  /** Cabins that calls of this scenario have changed: a later call is judged on what an earlier one left. */
  readonly #cabins = new Map<string, string>();

  constructor(data: string, domain: string) {
    const path = join(data, `db.${domain}.json`);
    const json: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { users: {} };
    this.#books = Books.parse(json);
    this.#retail = domain === 'retail' ? Retail.parse(json) : null;
    this.#airline = domain === 'airline' ? Airline.parse(json) : null;
  }

  /** Each scenario begins with the tables as they are on file. */
  beginScenario(): void {
    this.#cabins.clear();
  }

  async find(kind: string, id: string): Promise<Record<string, unknown> | null> {
    if (kind === 'order') {
      const order = this.#books.orders?.[id];
      return order ? { ...order, exchangeable: this.#variantsLike(order) } : null;
    }
    const reservation = this.#books.reservations?.[id];
    return reservation
      ? { ...reservation, cabin: this.#cabins.get(id) ?? reservation['cabin'], ...this.#journey(reservation) }
      : null;
  }

  async call(call: Call, key: string): Promise<unknown> {
    this.done.push({ call, key });
    const { reservation_id: id, cabin } = call.arguments;
    if (typeof id === 'string' && typeof cabin === 'string') this.#cabins.set(id, cabin);
    return { ok: true };
  }

  /** A requester with what the rules ask about: their payment methods by kind. */
  requester(id: string): Requester {
    const payments = Payments.safeParse(this.#books.users[id]?.['payment_methods']);
    const entries = Object.entries(payments.success ? payments.data : {});
    const idsOf = (...sources: string[]): string[] =>
      entries.filter(([, { source }]) => sources.includes(source)).map(([key]) => key);
    return {
      id,
      payment_ids: entries.map(([key]) => key),
      gift_cards: idsOf('gift_card'),
      card_ids: idsOf('gift_card', 'credit_card'),
    };
  }

  ownerOf(id: string): string | null {
    const owner = (this.#books.orders?.[id] ?? this.#books.reservations?.[id])?.['user_id'];
    return typeof owner === 'string' ? owner : null;
  }

  /** Ids of orders or reservations, for trying somebody else's and those in another state. */
  ids(kind: 'orders' | 'reservations', where: (record: Record<string, unknown>) => boolean): string[] {
    return Object.entries(this.#books[kind] ?? {})
      .filter(([, record]) => where(record))
      .map(([id]) => id);
  }

  #variantsLike(order: Record<string, unknown>): string[] {
    const items = Items.safeParse(order['items']);
    const products = new Set(items.success ? items.data.map(({ product_id }) => product_id) : []);
    return [...products].flatMap((id) =>
      Object.entries(this.#retail?.products[id]?.variants ?? {})
        .filter(([, { available }]) => available)
        .map(([variant]) => variant),
    );
  }

  #journey(reservation: Record<string, unknown>): Record<string, unknown> {
    const flights = Flights.safeParse(reservation['flights']);
    const states = (flights.success ? flights.data : []).map(
      ({ flight_number, date }) => this.#airline?.flights[flight_number]?.dates[date]?.status ?? 'unknown',
    );
    return {
      flown: states.some((state) => FLOWN.has(state)),
      cancelled_by_airline: states.includes('cancelled'),
      hours_since_booking: (NOW - Date.parse(`${String(reservation['created_at'])}Z`)) / HOUR_MS,
    };
  }
}
