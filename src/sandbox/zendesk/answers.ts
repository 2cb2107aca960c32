/** What a route answers; the server writes it out. */
export type Answer = { status: number; body?: unknown; html?: string; headers?: Record<string, string> };

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function created(body: unknown, headers: Record<string, string> = {}): Answer {
  return { status: 201, body, headers };
}

export function noContent(): Answer {
  return { status: 204 };
}

/** [seen] */
export function notFound(): Answer {
  return { status: 404, body: { error: 'RecordNotFound', description: 'Not found' } };
}

/** [seen] */
export function invalidEndpoint(): Answer {
  return { status: 404, body: { error: 'InvalidEndpoint', description: 'Not found' } };
}

/** [seen] */
export function invalidRecord(field: string, description: string): Answer {
  const details = { [field]: [{ description, error: 'InvalidValue' }] };
  return { status: 422, body: { error: 'RecordInvalid', description: 'Record validation errors', details } };
}

export function badRequest(error: string, description: string): Answer {
  return { status: 400, body: { error, description } };
}

/** [guess] The body is in no stored document: clients should match on the status. */
export function conflict(): Answer {
  return { status: 409, body: { error: 'UpdateConflict', description: 'The ticket was changed after updated_stamp.' } };
}

/** [seen] */
export function forbidden(message: string): Answer {
  return { status: 403, body: { error: { title: 'Forbidden', message } } };
}
