import { OpenAIProvider, Runner } from '@openai/agents';
import OpenAI from 'openai';
import type { SpanSink } from '../platform/trace.ts';
import { traceInwards } from './trace-processor.ts';

export const MODEL_SIZES = ['small', 'strong'] as const;
export type ModelSize = (typeof MODEL_SIZES)[number];

export interface OpenAiSettings {
  apiKey: string;
  /** Null for OpenAI itself; otherwise a compatible server, ending in `/v1`. */
  baseURL: string | null;
  smallModel: string;
  strongModel: string;
  /** For one question, its retries included. */
  timeoutMs: number;
  /** The first pause before a retry; tests make it short. */
  retryDelayMs?: number;
  /** Lets the caller put its own transport under every request. */
  fetch?: typeof fetch;
  /** Where the trace of each question goes; without it nothing is traced at all. */
  spans?: SpanSink | null;
}

/** A way to ask models, long-lived and shared by all questions. Nothing connects until the first one. */
export interface OpenAi {
  client: OpenAI;
  runner: Runner;
  timeoutMs: number;
  retryDelayMs: number;
  spans: SpanSink | null;
  modelFor(size: ModelSize): string;
}

const OPENAI_URL = 'https://api.openai.com/v1';
const FIRST_RETRY_MS = 200;

export function createOpenAi(settings: OpenAiSettings): OpenAi {
  const client = createClient(settings);
  const spans = settings.spans ?? null;
  if (spans) traceInwards(spans);
  const models: Record<ModelSize, string> = { small: settings.smallModel, strong: settings.strongModel };
  return {
    client,
    runner: createRunner(client, spans !== null),
    timeoutMs: settings.timeoutMs,
    retryDelayMs: settings.retryDelayMs ?? FIRST_RETRY_MS,
    spans,
    modelFor: (size) => models[size],
  };
}

function createClient(settings: OpenAiSettings): OpenAI {
  return new OpenAI({
    apiKey: settings.apiKey,
    // Each of these three would otherwise be read from the environment behind our back.
    baseURL: settings.baseURL ?? OPENAI_URL,
    organization: null,
    project: null,
    // The client's retries multiply with the runner's: 3 + 1 + 1 requests were seen for one question.
    maxRetries: 0,
    timeout: settings.timeoutMs,
    ...(settings.fetch ? { fetch: settings.fetch } : {}),
  });
}

/** Effort, verbosity and retries come with each question: settings made here would override them. */
function createRunner(client: OpenAI, traced: boolean): Runner {
  return new Runner({
    modelProvider: new OpenAIProvider({ openAIClient: client }),
    // On only after our processor has taken the place of the one that reports to OpenAI.
    tracingDisabled: !traced,
    traceIncludeSensitiveData: false,
    modelSettings: { store: false },
  });
}
