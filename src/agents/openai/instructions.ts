import type { Intent, Taxonomy } from '../../tickets/intent.ts';
import { hashOf, type Prompts } from '../prompt.ts';

/** What a model is told, and the hash under which the result is filed. The same words for every ticket of a kind. */
export interface Instructions {
  text: string;
  hash: string;
}

/** Enough to show the tone of real messages; more would only cost. */
const EXAMPLES = 2;

export function triageInstructions(prompts: Prompts, taxonomy: Taxonomy): Instructions {
  const intents = taxonomy.intents.map(describeIntent).join('\n');
  return withHash(`${prompts.triage.text}\n\n# The intents\n\n${intents}`);
}

/** Shared words first, the specialist's last: all drafts have the long beginning in common, which the server caches. */
export function draftInstructions(prompts: Prompts, intent: Intent | null): Instructions {
  return withHash(`${prompts.draft.text}\n\n${specialistOf(prompts, intent)}`);
}

export function reviseInstructions(prompts: Prompts, intent: Intent | null): Instructions {
  return withHash(`${prompts.draft.text}\n\n${specialistOf(prompts, intent)}\n\n${prompts.revise.text}`);
}

function specialistOf(prompts: Prompts, intent: Intent | null): string {
  return prompts.specialists[intent?.specialist ?? 'general'];
}

function describeIntent(intent: Intent): string {
  const examples = intent.examples.slice(0, EXAMPLES).map((example) => JSON.stringify(example.trim()));
  const needs = intent.required_fields.length > 0 ? ` Requires: ${intent.required_fields.join(', ')}.` : '';
  return `- \`${intent.label}\`: ${intent.description.trim()}${needs} For example ${examples.join(' or ')}.`;
}

function withHash(text: string): Instructions {
  return { text, hash: hashOf(text) };
}
