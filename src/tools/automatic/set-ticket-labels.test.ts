import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../tickets/assessment.ts';
import { runTool } from '../permission.ts';
import { type LabelInput, labelsOf, setTicketLabels } from './set-ticket-labels.ts';

const ASSESSMENT: Assessment = {
  intent: 'refund_request',
  confidence: 0.9,
  alternatives: [],
  secondIntent: null,
  urgency: 'high',
  sentiment: 'very_negative',
  language: 'en',
  entities: [],
  missingFields: [],
  risks: ['legal'],
  wantsPerson: false,
  summary: '',
};
const INPUT: LabelInput = {
  assessment: ASSESSMENT,
  intent: { group: 'Billing', priority: null },
  route: 'review',
  currentPriority: null,
};

describe('set_ticket_labels', () => {
  it('writes tags with our prefix, bare field values, the priority and the group', () => {
    expect(labelsOf(INPUT)).toEqual({
      addTags: [
        'ai_intent__refund_request',
        'ai_confidence__high',
        'ai_urgency__high',
        'ai_sentiment__very_negative',
        'ai_language__en',
        'ai_route__review',
        'ai_risk__legal',
      ],
      fields: {
        intent: 'refund_request',
        confidence: 'high',
        urgency: 'high',
        sentiment: 'very_negative',
        language: 'en',
      },
      priority: 'high',
      group: 'Billing',
    });
  });

  it("takes the higher of the urgency and the intent's own priority", () => {
    expect(labelsOf({ ...INPUT, intent: { group: 'Billing', priority: 'urgent' } }).priority).toBe('urgent');
    expect(labelsOf({ ...INPUT, intent: { group: 'Billing', priority: 'low' } }).priority).toBe('high');
  });

  it('raises a priority that the ticket has, and never lowers it', () => {
    expect(labelsOf({ ...INPUT, currentPriority: 'normal' }).priority).toBe('high');
    expect(labelsOf({ ...INPUT, currentPriority: 'high' }).priority).toBeNull();
    expect(labelsOf({ ...INPUT, currentPriority: 'urgent' }).priority).toBeNull();
  });

  it('leaves the group alone when the intent is unknown', () => {
    const labels = labelsOf({ ...INPUT, assessment: { ...ASSESSMENT, intent: 'unknown' }, intent: null });
    expect(labels.group).toBeNull();
    expect(labels.addTags).toContain('ai_intent__unknown');
  });

  it('runs as a tool only when policy allows it', async () => {
    const run = { input: INPUT, context: {} };
    expect(await runTool(setTicketLabels, run, { decisionId: null, policyAllows: false })).toMatchObject({
      kind: 'refused',
    });
    const allowed = await runTool(setTicketLabels, run, { decisionId: null, policyAllows: true });
    expect(allowed).toEqual({ kind: 'done', output: labelsOf(INPUT) });
  });
});
