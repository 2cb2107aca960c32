import type { FoundPassage } from '../knowledge/article.ts';
import { parseTaxonomy } from '../tickets/intent.ts';

/** Two intents and one passage: all that the engine's tests need to know about. */
const INTENT = {
  name: 'Return an item',
  description: 'd',
  examples: ['a', 'b', 'c'],
  specialist: 'orders',
  group: 'Support',
};
export const TAXONOMY = parseTaxonomy(
  JSON.stringify({
    version: 1,
    intents: [
      { ...INTENT, label: 'return_item', risk: 'low', rollout: 'supervised' },
      { ...INTENT, label: 'account_security', risk: 'always_human', rollout: 'assist' },
    ],
  }),
  'test',
);
const TEXT = 'You can return an item within 30 days of delivery.';
export const PASSAGE: FoundPassage = {
  id: 1,
  articleId: 'a1',
  version: 'v1',
  title: 'Returns',
  headingPath: ['Returns'],
  anchor: null,
  locale: 'en',
  visibility: 'public',
  url: 'https://shop.example/hc/1',
  text: TEXT,
  charFrom: 0,
  charTo: TEXT.length,
  updatedAt: new Date('2026-01-01'),
  score: 9,
};
