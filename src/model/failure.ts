import { MaxTurnsExceededError, ModelBehaviorError, ModelRefusalError, ModelTimeoutError } from '@openai/agents';
import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { AccessRefused, GiveUp, RetryLater } from '../platform/errors.ts';
import { isOutOfQuota } from './retry.ts';

/**
 * Why a question got no usable answer, in words for staff. No part of a prompt or an answer is in them.
 * `later`: ask again after a while. `access`: an operator must act. `unusable`: the same question would fail again.
 */
export interface ModelFailure {
  kind: 'later' | 'access' | 'unusable';
  words: string;
  afterMs: number;
}

const DEFAULT_AFTER_MS = 5_000;

/** Null when the error is not the model's doing, so that bugs stay visible. */
export function explainFailure(error: unknown): ModelFailure | null {
  if (isTimeout(error)) return later('The model did not answer in time.');
  if (error instanceof APIConnectionError) return later('The model could not be reached.');
  if (error instanceof APIError && error.status !== undefined) return explainStatus(error, error.status);
  if (error instanceof ModelRefusalError) return unusable('The model declined to answer.');
  if (error instanceof MaxTurnsExceededError) return unusable('The model gave no answer.');
  if (error instanceof ModelBehaviorError) return unusable(wordsOfBehaviour(error));
  if (isBrokenAnswer(error)) return later("The model's answer was broken off on the way.");
  return null;
}

/** The error to throw, by consequence. What is not a model failure comes back as it was. `cause` may wrap the error with more. */
export function toPlatformError(error: unknown, cause: unknown = error): unknown {
  const failure = explainFailure(error);
  if (!failure) return error;
  if (failure.kind === 'later') return new RetryLater(failure.words, failure.afterMs, { cause });
  if (failure.kind === 'access') return new AccessRefused(failure.words, { cause });
  return new GiveUp(failure.words, { cause });
}

function explainStatus(error: APIError, status: number): ModelFailure {
  const code = error.code ?? null;
  if (isOutOfQuota(code)) return access('The OpenAI account has no credit left: add credit or raise its limit.');
  if (status === 401) return access('OpenAI refused the API key: check OPENAI_API_KEY.');
  if (status === 403) return access('The OpenAI API key may not do this: check its project and rights.');
  if (status === 404)
    return access('OpenAI does not know the model or the address: check the model names and OPENAI_BASE_URL.');
  if (status === 429) return later('OpenAI asked to slow down.', retryAfterOf(error));
  if (status === 408 || status === 409 || status >= 500)
    return later(`The model could not be reached (status ${status}).`, retryAfterOf(error));
  return unusable(`OpenAI refused the question (status ${status}${code === null ? '' : `, ${code}`}).`);
}

function retryAfterOf(error: APIError): number {
  const exact = Number(error.headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(exact)) return exact;
  const seconds = Number(error.headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : DEFAULT_AFTER_MS;
}

function isTimeout(error: unknown): boolean {
  if (error instanceof ModelTimeoutError || error instanceof APIConnectionTimeoutError) return true;
  // Only our own deadline aborts with this name; a caller who gives up is sorted out before we get here.
  return error instanceof APIUserAbortError || (error instanceof Error && error.name === 'TimeoutError');
}

/** The SDK says only in its message whether an answer stopped early. */
function wordsOfBehaviour(error: ModelBehaviorError): string {
  if (/incomplete|max_output_tokens/i.test(error.message)) return "The model's answer was cut off.";
  return "The model's answer did not have the agreed form.";
}

/** fetch reports a body that ends too early as a TypeError, and half a JSON text as a SyntaxError. */
function isBrokenAnswer(error: unknown): boolean {
  if (error instanceof SyntaxError) return true;
  return error instanceof TypeError && /terminated|fetch failed|other side closed/i.test(error.message);
}

function later(words: string, afterMs = DEFAULT_AFTER_MS): ModelFailure {
  return { kind: 'later', words, afterMs };
}

function access(words: string): ModelFailure {
  return { kind: 'access', words, afterMs: 0 };
}

function unusable(words: string): ModelFailure {
  return { kind: 'unusable', words, afterMs: 0 };
}
