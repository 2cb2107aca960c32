import { z } from 'zod';

export const URGENCIES = ['low', 'normal', 'high', 'urgent'] as const;
export const SENTIMENTS = ['very_negative', 'negative', 'neutral', 'positive', 'very_positive'] as const;

/** Flags that only ever raise caution. Code may add them; no model can take one away. */
export const RISKS = [
  'account_takeover',
  'identity',
  'security',
  'legal',
  'health',
  'self_harm',
  'press',
  'billing_exception',
  'prompt_injection',
  'prompt_extraction',
  'abuse',
  'secrets',
  'other_persons_data',
  'vip',
  'spam',
] as const;
export type Risk = (typeof RISKS)[number];

export const ENTITY_KINDS = [
  'order_number',
  'invoice_number',
  'email',
  'amount',
  'product',
  'tracking_number',
  'date',
] as const;

export const Entity = z.object({ kind: z.enum(ENTITY_KINDS), value: z.string() });
export type Entity = z.infer<typeof Entity>;

export const RankedIntent = z.object({ label: z.string(), confidence: z.number().min(0).max(1) });

/** What triage says of a turn. `intent` is a label of prompts/intents.yaml, or "unknown". */
export const Assessment = z.object({
  intent: z.string(),
  /** Calibrated probability that `intent` is right. */
  confidence: z.number().min(0).max(1),
  alternatives: z.array(RankedIntent),
  /** A second request in the same message, when there is one. */
  secondIntent: z.string().nullable(),
  urgency: z.enum(URGENCIES),
  sentiment: z.enum(SENTIMENTS),
  /** ISO 639-1, for example "en"; "und" when it cannot be told. */
  language: z.string(),
  entities: z.array(Entity),
  /** Required fields of the intent that neither the message nor the thread holds. */
  missingFields: z.array(z.string()),
  risks: z.array(z.enum(RISKS)),
  wantsPerson: z.boolean(),
  /** One or two sentences for the person who takes over; never sent to the customer. */
  summary: z.string(),
});
export type Assessment = z.infer<typeof Assessment>;

export const UNKNOWN_INTENT = 'unknown';

export type Band = 'High' | 'Medium' | 'Low';

/** Confidence in words. The cut points are those at which people treat the three words differently, not a tuning knob. */
export function bandOf(confidence: number): Band {
  if (confidence >= 0.8) return 'High';
  return confidence >= 0.5 ? 'Medium' : 'Low';
}
