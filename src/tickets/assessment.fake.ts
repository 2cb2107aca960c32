import type { Assessment } from './assessment.ts';

/** A calm, clear question; tests change what they are about. */
export function assessmentOf(changes: Partial<Assessment> = {}): Assessment {
  return {
    intent: 'return_item',
    confidence: 0.92,
    alternatives: [],
    secondIntent: null,
    urgency: 'normal',
    sentiment: 'neutral',
    language: 'en',
    entities: [],
    missingFields: [],
    risks: [],
    wantsPerson: false,
    summary: 'The customer asks how to return a grinder.',
    ...changes,
  };
}
