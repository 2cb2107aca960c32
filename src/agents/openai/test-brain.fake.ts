import { createOpenAi, type OpenAiSettings } from '../../model/openai.ts';
import { silentLog } from '../../platform/log.ts';
import type { Assessment } from '../../tickets/assessment.ts';
import type { ArticleSource } from '../../tickets/draft.ts';
import { parseTaxonomy } from '../../tickets/intent.ts';
import type { Brain, Conversation, DraftInput } from '../brain.ts';
import { createOpenAiBrain } from '../openai-brain.ts';
import { loadPrompts } from '../prompt.ts';

const PROMPTS = new URL('../../../prompts', import.meta.url).pathname;

export const TAXONOMY = parseTaxonomy(
  `version: 1
intents:
  - label: refund_request
    name: Refund
    description: The customer wants money back for something they bought.
    examples: [I want my money back, Please refund my kettle, Refund me]
    risk: high
    specialist: billing
    group: Billing
    required_fields: [order_number]
  - label: order_status
    name: Order status
    description: The customer asks where a parcel is or when it arrives.
    examples: [Where is my parcel?, When does my order arrive?, Track my delivery]
    risk: low
    specialist: orders
    group: Orders
    required_fields: [order_number]
`,
  'inline taxonomy',
);

export const PRICES = {
  'gpt-5.4-mini': { input: 1, cached_input: 0.1, cache_write: 1.25, output: 4 },
  'gpt-5.4': { input: 2, cached_input: 0.2, output: 8 },
};

/** The real brain with the real SDK and the real prompts, pointed at a stand-in. */
export async function createTestBrain(baseURL: string, settings: Partial<OpenAiSettings> = {}): Promise<Brain> {
  const openAi = createOpenAi({
    apiKey: 'test-key',
    baseURL,
    smallModel: 'gpt-5.4-mini',
    strongModel: 'gpt-5.4',
    timeoutMs: 5_000,
    retryDelayMs: 1,
    ...settings,
  });
  const prompts = await loadPrompts(PROMPTS);
  return createOpenAiBrain({ openAi, prompts, taxonomy: TAXONOMY, prices: PRICES, log: silentLog });
}

export function conversationOf(newest: string, more: Partial<Conversation> = {}): Conversation {
  return { subject: 'A question', newest, earlier: [], requester: { name: 'Ada Vos', locale: 'en-GB' }, ...more };
}

export function articleOf(n: number, text: string, more: Partial<ArticleSource> = {}): ArticleSource {
  return {
    n,
    kind: 'article',
    passageId: n,
    articleId: `36001234000${n}`,
    version: 'v1',
    title: 'Delivery times',
    headingPath: ['Shipping', 'Delivery times'],
    url: `https://help.kettleandpine.example/${n}`,
    visibility: 'public',
    text,
    updatedAt: '2026-05-01',
    score: 10,
    ...more,
  };
}

export const ASSESSMENT: Assessment = {
  intent: 'order_status',
  confidence: 0.9,
  alternatives: [],
  secondIntent: null,
  urgency: 'normal',
  sentiment: 'neutral',
  language: 'en',
  entities: [],
  missingFields: [],
  risks: [],
  wantsPerson: false,
  summary: 'Asks where the parcel is.',
};

export function draftInputOf(newest: string, more: Partial<DraftInput> = {}): DraftInput {
  return {
    conversation: conversationOf(newest),
    assessment: ASSESSMENT,
    intent: TAXONOMY.find('order_status'),
    sources: [
      articleOf(1, 'A parcel inside the Netherlands takes one to two working days. We do not deliver on Sundays.'),
    ],
    answerability: 0.8,
    askFor: null,
    ...more,
  };
}
