import type { BrainChoice } from './create-brain.ts';
import type { SecondReader } from './second-reader.ts';

/** Null when it is switched off. The configuration refuses to switch it on without a key. */
export async function openSecondReader(
  choice: Pick<BrainChoice, 'openAi' | 'promptsDir' | 'log'> & { secondReading: boolean },
): Promise<SecondReader | null> {
  const { openAi: settings, promptsDir, log } = choice;
  if (!choice.secondReading || !settings) return null;
  // As with the brain: who does not use a model does not load its SDK.
  const [{ createSecondReader }, { loadPrompt }, { createOpenAi }, { loadPrices }] = await Promise.all([
    import('./second-reader.ts'),
    import('./prompt.ts'),
    import('../model/openai.ts'),
    import('../model/usage.ts'),
  ]);
  const [prompt, prices] = await Promise.all([
    loadPrompt(promptsDir, 'second-reading'),
    loadPrices(`${promptsDir}/prices.yaml`),
  ]);
  const openAi = createOpenAi({ ...settings, baseURL: settings.baseUrl });
  return createSecondReader({ openAi, prompt, prices, log });
}
