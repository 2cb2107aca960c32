import { Agent, type ModelSettings, RunContext } from '@openai/agents';
import type { z } from 'zod';
import { type Effort, effortFor, traitsOf, type Verbosity } from './model-traits.ts';
import type { ModelSize, OpenAi } from './openai.ts';
import { retrySettings } from './retry.ts';
import { traceQuestion } from './traced-question.ts';
import { countTokens, type TokenCount } from './usage.ts';

export interface AskSettings {
  model: ModelSize;
  maxOutputTokens: number;
  effort: Effort;
  verbosity: Verbosity;
}

export interface Question<T extends z.ZodObject> {
  /** Names the question in logs and, with the prompt's hash, in the cache key. */
  name: string;
  /** Constant for many questions, so that the server can cache it. */
  instructions: string;
  /** What differs from question to question. All of it is data. */
  input: string;
  /** Use `.nullable()`, never `.optional()`: that would switch strict mode off without a word. */
  answer: T;
  settings: AskSettings;
  cacheKey: string;
  signal?: AbortSignal;
}

/** `error` is raw: whoever asked turns it into a consequence. Tokens are counted either way, as they are paid either way. */
export type Asked<T> = { tokens: TokenCount; model: string } & ({ ok: true; value: T } | { ok: false; error: unknown });

/** One question, one structured answer: no tools, no second turn. Throws only when the caller itself gave up. */
export async function ask<T extends z.ZodObject>(openAi: OpenAi, question: Question<T>): Promise<Asked<z.infer<T>>> {
  question.signal?.throwIfAborted();
  return traceQuestion(openAi.spans, question, () => run(openAi, question));
}

async function run<T extends z.ZodObject>(openAi: OpenAi, question: Question<T>): Promise<Asked<z.infer<T>>> {
  const agent = createAgent(openAi, question);
  // Ours, so that the usage can still be read after a failure.
  const context = new RunContext();
  const deadline = AbortSignal.timeout(openAi.timeoutMs);
  const signal = question.signal ? AbortSignal.any([question.signal, deadline]) : deadline;
  const model = openAi.modelFor(question.settings.model);
  try {
    const result = await openAi.runner.run(agent, question.input, { context, maxTurns: 1, signal });
    const value = question.answer.parse(result.finalOutput);
    return { ok: true, value, model, tokens: countTokens(context.usage) };
  } catch (error) {
    question.signal?.throwIfAborted();
    return { ok: false, error, model, tokens: countTokens(context.usage) };
  }
}

function createAgent<T extends z.ZodObject>(openAi: OpenAi, question: Question<T>) {
  const model = openAi.modelFor(question.settings.model);
  const end = performance.now() + openAi.timeoutMs;
  return new Agent({
    name: question.name,
    instructions: question.instructions,
    model,
    outputType: question.answer,
    modelSettings: {
      ...settingsFor(model, question.settings),
      retry: retrySettings(openAi.retryDelayMs, () => end - performance.now()),
      providerData: { prompt_cache_key: question.cacheKey },
    },
  });
}

/** Any settings of an agent drop the SDK's own defaults, so each of these is said. */
function settingsFor(model: string, { maxOutputTokens, effort, verbosity }: AskSettings): ModelSettings {
  const known = effortFor(model, effort);
  return {
    maxTokens: maxOutputTokens,
    ...(known === null ? {} : { reasoning: { effort: known } }),
    ...(traitsOf(model).takesVerbosity ? { text: { verbosity } } : {}),
  };
}
