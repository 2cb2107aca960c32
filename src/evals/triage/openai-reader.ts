import { join } from 'node:path';
import { createOpenAiBrain } from '../../agents/openai-brain.ts';
import { loadPrompts } from '../../agents/prompt.ts';
import { createOpenAi, type OpenAiSettings } from '../../model/openai.ts';
import { loadPrices } from '../../model/usage.ts';
import { silentLog } from '../../platform/log.ts';
import { UNKNOWN_INTENT } from '../../tickets/assessment.ts';
import type { Intent, Taxonomy } from '../../tickets/intent.ts';
import type { Lesson, Reader } from './reading.ts';

const PROMPTS = join(import.meta.dirname, '../../../prompts');
/** As many examples of each intent as a team would put into a prompt. */
const EXAMPLES = 5;

/** The model behind the product's own triage prompt, with the intents of the data set in place of the team's. */
export async function openAiReader({ rows, background }: Lesson, settings: OpenAiSettings | null): Promise<Reader> {
  if (settings === null) throw new Error('--brain openai needs OPENAI_API_KEY');
  const [prompts, prices] = await Promise.all([loadPrompts(PROMPTS), loadPrices(join(PROMPTS, 'prices.yaml'))]);
  const taxonomy = taxonomyOf(rows, background);
  const brain = createOpenAiBrain({ openAi: createOpenAi(settings), prompts, prices, taxonomy, log: silentLog });
  const ask = async (text: string) => {
    const conversation = { subject: '', newest: text, earlier: [], requester: { name: 'Customer', locale: null } };
    return (await brain.assess({ conversation })).value;
  };
  return {
    trainSeconds: 0,
    read: async ({ text }) => {
      const { intent, confidence, alternatives } = await ask(text);
      const known = intent !== UNKNOWN_INTENT;
      const nearest = known ? { label: intent, confidence } : (alternatives[0] ?? { label: intent, confidence: 0 });
      const inScope = known ? confidence : 1 - confidence;
      const shares = new Map([nearest, ...alternatives].map((each) => [each.label, each.confidence]));
      return { ...nearest, inScope, scopeScore: inScope, shares };
    },
    readMail: async ({ text }) => {
      const { intent, confidence } = await ask(text);
      return { label: intent, confidence };
    },
  };
}

function taxonomyOf(rows: Lesson['rows'], background: readonly string[]): Taxonomy {
  const labels = [...new Set(rows.map(({ label }) => label))];
  const intents = labels.map((label): Intent => {
    const examples = rows.filter((row) => row.label === label).slice(0, EXAMPLES);
    const name = label.replaceAll('_', ' ');
    return {
      label,
      name,
      description: name,
      examples: examples.map(({ text }) => text),
      risk: 'low',
      specialist: 'general',
      group: 'Support',
      required_fields: [],
      rollout: 'shadow',
      action: null,
      priority: null,
    };
  });
  return { version: 1, background, intents, find: (label) => intents.find((intent) => intent.label === label) ?? null };
}
