import { SENTIMENTS, URGENCIES } from '../../tickets/assessment.ts';
import { FIELD_KEYS, type FieldKey } from '../../tickets/helpdesk.ts';
import type { Intent } from '../../tickets/intent.ts';
import { fieldTag } from '../field-values.ts';
import { SUBSCRIPTIONS, TRIGGER_SUBSCRIPTION } from '../subscriptions.ts';

/** Written into everything that setup makes. What does not carry it was made by a person and is never deleted. */
export const MADE_BY = 'Made by Deskhand (./scripts/setup-zendesk)';
export const WEBHOOK_NAME = 'Deskhand';
export const WEBHOOK_PATH = '/webhooks/zendesk';
export const TRIGGER_TITLE = 'Deskhand: tell about public comments of customers';

export type WebhookKind = 'events' | 'trigger';

export interface WantedOption {
  name: string;
  value: string;
}

export interface WantedField {
  title: string;
  options: readonly WantedOption[];
}

/** How an account looks when Deskhand is set up in it. */
export interface Wanted {
  kind: WebhookKind;
  endpoint: string;
  subscriptions: readonly string[];
  fields: readonly WantedField[];
}

const LANGUAGES = [
  'en',
  'nl',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'pl',
  'sv',
  'da',
  'no',
  'fi',
  'cs',
  'tr',
  'ja',
  'zh',
  'other',
];

/** From the team's own taxonomy: an intent added to prompts/intents.yaml is an option after the next setup. Pure. */
export function wantedSetup(options: {
  publicUrl: string;
  kind: WebhookKind;
  intents: readonly Pick<Intent, 'label' | 'name'>[];
}): Wanted {
  return {
    kind: options.kind,
    endpoint: `${options.publicUrl}${WEBHOOK_PATH}`,
    subscriptions: options.kind === 'events' ? SUBSCRIPTIONS : [TRIGGER_SUBSCRIPTION],
    fields: wantedFields(options.intents),
  };
}

export function wantedFields(intents: readonly Pick<Intent, 'label' | 'name'>[]): WantedField[] {
  const labels: Record<FieldKey, readonly { label: string; name: string }[]> = {
    intent: [...intents, { label: 'unknown', name: 'Unknown' }],
    confidence: ['high', 'medium', 'low'].map(plain),
    urgency: [...URGENCIES].reverse().map(plain),
    sentiment: [...SENTIMENTS].reverse().map(plain),
    language: LANGUAGES.map((label) => ({ label, name: languageName(label) })),
  };
  return FIELD_KEYS.map((key) => ({
    title: `Deskhand ${key}`,
    options: labels[key].map(({ label, name }) => ({ name, value: fieldTag(key, label) })),
  }));
}

function plain(label: string): { label: string; name: string } {
  const words = label.replaceAll('_', ' ');
  return { label, name: `${words.charAt(0).toUpperCase()}${words.slice(1)}` };
}

function languageName(code: string): string {
  if (code === 'other') return 'Other';
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;
}
