import type { z } from 'zod';
import { type Asked, type AskSettings, ask } from '../model/ask.ts';
import { toPlatformError } from '../model/failure.ts';
import { MODEL_SIZES, type OpenAi } from '../model/openai.ts';
import { costOf, NO_TOKENS, type PriceTable } from '../model/usage.ts';
import type { Log } from '../platform/log.ts';
import type { Draft } from '../tickets/draft.ts';
import type { Taxonomy } from '../tickets/intent.ts';
import type { Brain, DraftInput, Thought, Usage } from './brain.ts';
import { FailedThought } from './failed-thought.ts';
import { DraftForm, toDraft } from './openai/draft-form.ts';
import { draftInput, reviseInput, ticketInput } from './openai/evidence.ts';
import { draftInstructions, type Instructions, reviseInstructions, triageInstructions } from './openai/instructions.ts';
import { toAssessment, triageForm } from './openai/triage-form.ts';
import type { Prompts } from './prompt.ts';

export interface OpenAiBrainDeps {
  openAi: OpenAi;
  prompts: Prompts;
  taxonomy: Taxonomy;
  prices: PriceTable;
  log: Log;
}

/** One task of the brain, ready to be asked. */
interface Task<T extends z.ZodObject> {
  name: string;
  instructions: Instructions;
  input: string;
  answer: T;
  settings: AskSettings;
}

/** Thinks with OpenAI's models: one structured question for each thought, no tools, nothing stored there. */
export function createOpenAiBrain(deps: OpenAiBrainDeps): Brain {
  const { prompts, taxonomy } = deps;
  warnOfUnknownPrices(deps);
  const form = triageForm(taxonomy);
  const triage = triageInstructions(prompts, taxonomy);
  return {
    name: 'openai',
    assess: async ({ conversation }, signal) => {
      const task = { name: 'triage', instructions: triage, answer: form, settings: prompts.triage.settings };
      const thought = await think(deps, { ...task, input: ticketInput(conversation) }, signal);
      return { ...thought, value: toAssessment(thought.value, conversation, taxonomy) };
    },
    draft: (input, signal) => {
      const instructions = draftInstructions(prompts, input.intent);
      const task = { name: 'draft', instructions, answer: DraftForm, settings: prompts.draft.settings };
      return write(deps, { ...task, input: draftInput(input) }, { about: input, signal });
    },
    revise: (input, signal) => {
      const instructions = reviseInstructions(prompts, input.intent);
      const task = { name: 'revise', instructions, answer: DraftForm, settings: prompts.revise.settings };
      return write(deps, { ...task, input: reviseInput(input) }, { about: input, signal });
    },
  };
}

interface Writing {
  about: DraftInput;
  signal: AbortSignal | undefined;
}

async function write(deps: OpenAiBrainDeps, task: Task<typeof DraftForm>, writing: Writing): Promise<Thought<Draft>> {
  const { sources, assessment } = writing.about;
  const thought = await think(deps, task, writing.signal);
  return { ...thought, value: toDraft(thought.value, sources, assessment.language) };
}

async function think<T extends z.ZodObject>(
  deps: OpenAiBrainDeps,
  task: Task<T>,
  signal?: AbortSignal,
): Promise<Thought<z.infer<T>>> {
  const asked = await ask(deps.openAi, {
    name: task.name,
    instructions: task.instructions.text,
    input: task.input,
    answer: task.answer,
    settings: task.settings,
    cacheKey: `deskhand-${task.name}-${task.instructions.hash}`,
    ...(signal ? { signal } : {}),
  });
  const usage = usageOf(deps, asked);
  if (!asked.ok) {
    throw toPlatformError(asked.error, new FailedThought({ usage, model: asked.model }, { cause: asked.error }));
  }
  return {
    value: asked.value,
    brain: 'openai',
    model: asked.model,
    promptHash: task.instructions.hash,
    usage,
    fellBack: null,
  };
}

function usageOf(deps: OpenAiBrainDeps, asked: Asked<unknown>): Usage {
  const { calls, inputTokens, cachedTokens, outputTokens } = asked.tokens;
  const { usd } = costOf(asked.tokens, asked.model, deps.prices);
  return { calls, inputTokens, cachedTokens, outputTokens, usd };
}

/** Once, at the start: a cost of 0 must not be read as free. */
function warnOfUnknownPrices({ openAi, prices, log }: OpenAiBrainDeps): void {
  const models = new Set(MODEL_SIZES.map((size) => openAi.modelFor(size)));
  const unpriced = [...models].filter((model) => !costOf(NO_TOKENS, model, prices).priced);
  if (unpriced.length > 0)
    log.warn({ models: unpriced }, 'no price is known for these models: add them to prompts/prices.yaml');
}
