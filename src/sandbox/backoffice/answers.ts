export interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function created(body: unknown): Answer {
  return { status: 201, body };
}

/** The one answer for a missing record and for somebody else's. */
export function notFound(): Answer {
  return { status: 404, body: { error: 'not_found', message: 'There is no such record.' } };
}

export function refused(error: string, message: string): Answer {
  return { status: 422, body: { error, message } };
}

export function badRequest(message: string): Answer {
  return { status: 400, body: { error: 'bad_request', message } };
}

export function unauthorised(): Answer {
  return { status: 401, body: { error: 'unauthorised', message: 'The bearer key is missing or wrong.' } };
}
