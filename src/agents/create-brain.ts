import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { SpanSink } from '../platform/trace.ts';
import type { Taxonomy } from '../tickets/intent.ts';
import type { Brain } from './brain.ts';
import { createLocalBrain } from './local-brain.ts';

export interface BrainChoice {
  brain: 'local' | 'openai';
  openAi: {
    apiKey: string;
    baseUrl: string | null;
    smallModel: string;
    strongModel: string;
    timeoutMs: number;
  } | null;
  promptsDir: string;
  taxonomy: Taxonomy;
  clock: Clock;
  log: Log;
  spans?: SpanSink;
}

/** Five failures in a row, and the model is left alone for half a minute. */
const BREAKER = { threshold: 5, pauseMs: 30_000 };

/** The local brain, or the OpenAI brain with the local one behind it. */
export async function createBrain(choice: BrainChoice): Promise<Brain> {
  const local = createLocalBrain({ taxonomy: choice.taxonomy });
  if (choice.brain === 'local' || !choice.openAi) return local;
  return withOpenAi(choice, choice.openAi, local);
}

async function withOpenAi(
  choice: BrainChoice,
  settings: NonNullable<BrainChoice['openAi']>,
  local: Brain,
): Promise<Brain> {
  // The Agents SDK takes about 60 MB; a worker without a key never loads it.
  const [
    { createOpenAiBrain },
    { createFallbackBrain },
    { createVeiledBrain },
    { loadPrompts },
    { createBreaker },
    { createOpenAi },
    { loadPrices },
  ] = await Promise.all([
    import('./openai-brain.ts'),
    import('./fallback-brain.ts'),
    import('./veiled-brain.ts'),
    import('./prompt.ts'),
    import('../platform/breaker.ts'),
    import('../model/openai.ts'),
    import('../model/usage.ts'),
  ]);
  const { promptsDir, taxonomy, clock, log } = choice;
  const [prompts, prices] = await Promise.all([loadPrompts(promptsDir), loadPrices(`${promptsDir}/prices.yaml`)]);
  const openAi = createOpenAi({ ...settings, baseURL: settings.baseUrl, spans: choice.spans ?? null });
  return createFallbackBrain({
    preferred: createVeiledBrain(createOpenAiBrain({ openAi, prompts, taxonomy, prices, log }), taxonomy),
    fallback: local,
    breaker: createBreaker(clock, BREAKER),
    log,
    timeoutMs: settings.timeoutMs,
  });
}
