import { z } from 'zod';
import { AccessRefused, GiveUp, messageOf, OutcomeUnknown, Unavailable } from '../platform/errors.ts';

export interface BackofficeHttpOptions {
  url: string;
  apiKey: string;
  /** Sent instead of the bearer key. */
  headers?: Readonly<Record<string, string>>;
  /** In messages: "The back office". */
  name?: string;
  idempotencyHeader?: string;
  timeoutMs?: number;
  fetch?: typeof fetch;
}

export interface WriteCall {
  path: string;
  body: Record<string, unknown>;
  idempotencyKey: string;
}

/** A look-up that takes longer holds up a whole turn. */
const TIMEOUT_MS = 5_000;
const RETRY_MS = 5_000;

/** A 404 of a proxy or a wrong address looks like "not there"; only this body is the back office's own word. */
const NotFoundBody = z.object({ error: z.literal('not_found') });
const ErrorBody = z.object({ message: z.string() });
/** How fetch reports a connection that was never made. */
const NothingSent = z.object({ cause: z.object({ code: z.enum(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']) }) });

interface Answer {
  status: number;
  retryAfterMs: number;
  /** Undefined when it is not JSON. */
  body: unknown;
}

/** Says by error class what a failure means: a read may be repeated, a write with a lost answer may have happened. */
export class BackofficeRequest {
  readonly #options: BackofficeHttpOptions;
  readonly #name: string;

  constructor(options: BackofficeHttpOptions) {
    this.#options = options;
    this.#name = options.name ?? 'The back office';
  }

  async read<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return this.#toRead(await this.#get(path), schema);
  }

  /** Null when the back office itself says that there is no such thing; `absent` is the status by which another system says so. */
  async find<T>(path: string, schema: z.ZodType<T>, absent?: number): Promise<T | null> {
    const answer = await this.#get(path);
    if (answer.status === absent) return null;
    if (answer.status === 404 && NotFoundBody.safeParse(answer.body).success) return null;
    return this.#toRead(answer, schema);
  }

  async write<T>(call: WriteCall, schema: z.ZodType<T>): Promise<T> {
    const key = this.#options.idempotencyHeader ?? 'idempotency-key';
    const headers = { 'content-type': 'application/json', [key]: call.idempotencyKey };
    const answer = await this.#post(call.path, { method: 'POST', headers, body: JSON.stringify(call.body) });
    return this.#toWritten(answer, schema);
  }

  async #get(path: string): Promise<Answer> {
    try {
      return await this.#send(path, { method: 'GET' });
    } catch (cause) {
      throw new Unavailable(this.#noAnswer(cause), RETRY_MS, { cause });
    }
  }

  async #post(path: string, init: RequestInit): Promise<Answer> {
    try {
      return await this.#send(path, init);
    } catch (cause) {
      if (cause instanceof Unavailable) throw cause;
      if (NothingSent.safeParse(cause).success) throw new Unavailable(this.#noAnswer(cause), RETRY_MS, { cause });
      throw new OutcomeUnknown(this.#noAnswer(cause), { cause });
    }
  }

  async #send(path: string, init: RequestInit): Promise<Answer> {
    const { url, apiKey, timeoutMs = TIMEOUT_MS, fetch: send = fetch } = this.#options;
    const access = this.#options.headers ?? { authorization: `Bearer ${apiKey}` };
    const headers = { ...init.headers, accept: 'application/json', ...access };
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await send(`${url.replace(/\/+$/, '')}${path}`, { ...init, headers, signal, redirect: 'manual' });
    return { status: response.status, retryAfterMs: readRetryAfter(response), body: readJson(await response.text()) };
  }

  #toRead<T>(answer: Answer, schema: z.ZodType<T>): T {
    if (answer.status >= 500 || answer.status === 408 || (isSuccess(answer) && answer.body === undefined)) {
      throw new Unavailable(`${this.#name} could not answer (status ${answer.status})`, answer.retryAfterMs);
    }
    if (!isSuccess(answer)) throw this.#toRefusal(answer);
    const parsed = schema.safeParse(answer.body);
    if (parsed.success) return parsed.data;
    throw new GiveUp(`${this.#name} sent an answer that we cannot read: ${z.prettifyError(parsed.error)}`);
  }

  #toWritten<T>(answer: Answer, schema: z.ZodType<T>): T {
    if (answer.status >= 500 || answer.status === 408) {
      throw new OutcomeUnknown(`${this.#name} failed after the request was sent (status ${answer.status})`);
    }
    if (!isSuccess(answer)) throw this.#toRefusal(answer);
    const parsed = schema.safeParse(answer.body);
    if (parsed.success) return parsed.data;
    throw new OutcomeUnknown(`${this.#name} accepted the request, but its answer cannot be read`);
  }

  #toRefusal({ status, retryAfterMs, body }: Answer): Error {
    if (status === 429) return new Unavailable(`${this.#name} asks us to slow down`, retryAfterMs);
    if (status === 401 || status === 403) {
      return new AccessRefused(`${this.#name} refuses our key (status ${status}): check the key and its rights`);
    }
    const said = ErrorBody.safeParse(body);
    return new GiveUp(
      `${this.#name} refused (status ${status}): ${said.success ? said.data.message : 'it gave no reason'}`,
    );
  }

  #noAnswer(cause: unknown): string {
    return `${this.#name} did not answer (${messageOf(cause)})`;
  }
}

function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** Seconds, or our own pause when the header is missing or a date. */
function readRetryAfter(response: Response): number {
  const header = response.headers.get('retry-after');
  return header !== null && /^\d+$/.test(header) ? Number(header) * 1000 : RETRY_MS;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What a missing body means depends on the call, and the callers say so.
    return undefined;
  }
}
