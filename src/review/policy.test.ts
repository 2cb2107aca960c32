import { describe, expect, it } from 'vitest';
import { assessmentOf } from '../tickets/assessment.fake.ts';
import { RISKS } from '../tickets/assessment.ts';
import type { Intent, RolloutMode } from '../tickets/intent.ts';
import type { Proposal } from '../tools/proposal.ts';
import { FLOOR } from './house-policy.ts';
import { decideRoute, type PolicyFacts } from './policy.ts';

const INTENT: Intent = {
  label: 'return_item',
  name: 'Return an item',
  description: 'd',
  examples: ['a', 'b', 'c'],
  risk: 'low',
  specialist: 'orders',
  group: 'Support',
  required_fields: [],
  rollout: 'assist',
  action: null,
  priority: null,
};
const REFUND: Proposal = {
  key: 'issue_refund:1',
  tool: 'issue_refund',
  toolClass: 'approval-only',
  input: {},
  preview: 'Refund 42.00 EUR for order 1042',
  reason: 'r',
  moves: 'money',
  cautions: [],
  brokenLimits: [],
};

function permit(mode: RolloutMode, paused = false): PolicyFacts['permit'] {
  const asks = (mode === 'supervised' || mode === 'automatic') && !paused;
  return { mode, paused, mayWriteOnTicket: true, mayAskToReply: asks, mayReplyAlone: mode === 'automatic' && !paused };
}

function facts(changes: Partial<PolicyFacts> = {}): PolicyFacts {
  return {
    assessment: assessmentOf(),
    intent: INTENT,
    draft: {
      kind: 'answer',
      text: 'You can return it within 30 days. [1]',
      language: 'en',
      confidence: 0.9,
      reason: null,
    },
    sentences: [{ text: 'You can return it within 30 days.', citations: [1], state: 'backed' }],
    findings: [],
    proposals: [],
    answerability: 0.9,
    customerTier: 'standard',
    permit: permit('assist'),
    ...changes,
  };
}

const codes = (verdict: ReturnType<typeof decideRoute>): string[] => verdict.reasons.map((reason) => reason.code);

describe('decideRoute', () => {
  it('leaves a good draft to the agent on the ticket, without a card', () => {
    expect(decideRoute(facts())).toMatchObject({ route: 'review', askInSlack: false });
  });

  it('asks in Slack where replies are supervised', () => {
    expect(decideRoute(facts({ permit: permit('supervised') }))).toMatchObject({ route: 'review', askInSlack: true });
  });

  it('asks in Slack before money moves, whatever the mode', () => {
    for (const mode of ['assist', 'supervised', 'automatic'] as const) {
      const verdict = decideRoute(facts({ proposals: [REFUND], permit: permit(mode) }));
      expect(verdict).toMatchObject({ route: 'review', askInSlack: true });
      expect(codes(verdict)).toContain('moves_money');
    }
  });

  it('sends a broken limit to a person instead of offering a button', () => {
    const verdict = decideRoute(
      facts({ proposals: [{ ...REFUND, brokenLimits: ['More than 250 EUR goes to finance.'] }] }),
    );
    expect(verdict).toMatchObject({ route: 'person', askInSlack: false });
    expect(codes(verdict)).toContain('limit');
  });

  it.each(RISKS.filter((risk) => risk !== 'vip' && risk !== 'billing_exception'))(
    'never answers alone at risk %s',
    (risk) => {
      expect(
        decideRoute(
          facts({ assessment: assessmentOf({ risks: [risk], confidence: 0.99 }), permit: permit('automatic') }),
        ).route,
      ).toBe('person');
    },
  );

  it('goes alone only where everything speaks for it', () => {
    const automatic = { permit: permit('automatic') };
    expect(decideRoute(facts({ ...automatic, assessment: assessmentOf({ confidence: 0.95 }) })).route).toBe(
      'automatic',
    );
    expect(decideRoute(facts(automatic)).route).toBe('automatic');
    expect(decideRoute(facts({ ...automatic, assessment: assessmentOf({ confidence: 0.89 }) })).route).toBe('review');
    expect(decideRoute(facts({ ...automatic, intent: { ...INTENT, risk: 'medium' } })).route).toBe('review');
    expect(decideRoute(facts({ ...automatic, customerTier: 'vip' })).route).toBe('review');
    expect(
      decideRoute(facts({ ...automatic, findings: [{ code: 'long', severity: 'warn', words: 'Long.' }] })).route,
    ).toBe('review');
    expect(
      decideRoute(facts({ ...automatic, sentences: [{ text: 'x', citations: [], state: 'unbacked' }] })).route,
    ).toBe('review');
  });

  it('gives people everything while it is paused', () => {
    const verdict = decideRoute(facts({ permit: permit('automatic', true), proposals: [REFUND] }));
    expect(verdict).toMatchObject({ route: 'person', askInSlack: false });
    expect(codes(verdict)[0]).toBe('paused');
  });

  it.each([
    ['wants_person', { assessment: assessmentOf({ wantsPerson: true }) }],
    ['angry', { assessment: assessmentOf({ sentiment: 'very_negative' }) }],
    ['unclear_intent', { assessment: assessmentOf({ intent: 'unknown' }), intent: null }],
    ['unclear_intent', { assessment: assessmentOf({ confidence: 0.2 }) }],
    ['no_answer', { draft: { kind: 'handoff', text: '', language: 'en', confidence: 0, reason: null } }],
    ['low_confidence', { draft: { kind: 'answer', text: '', language: 'en', confidence: 0.3, reason: null } }],
    ['contradicted', { findings: [{ code: 'contradicted', severity: 'block', words: 'Disagrees.' }] }],
  ] satisfies [string, Partial<PolicyFacts>][])('gives a person the case, because: %s', (code, changes) => {
    const verdict = decideRoute(facts(changes));
    expect(verdict.route).toBe('person');
    expect(codes(verdict)).toContain(code);
  });

  it.each([
    ['budget', { overBudget: 'The budget of the day is spent.' }],
    ['conflicting_systems', { conflicts: ['The invoice of order 1042 is refunded, but the order shows no refund.'] }],
    ['asked_enough', { askedBefore: 2 }],
  ] as const)('gives it to a person: %s', (code, changes) => {
    const verdict = decideRoute(facts({ ...changes, permit: permit('automatic') }));
    expect(verdict.route).toBe('person');
    expect(codes(verdict)).toContain(code);
  });

  it('S19: needs a person for every risk of the floor, whatever the house says, the brain claims or the mode allows', () => {
    for (const risk of FLOOR) {
      const house = { alwaysAPerson: {}, mostClarifications: 2 };
      const verdict = decideRoute(
        facts({ house, permit: permit('automatic'), assessment: assessmentOf({ confidence: 1, risks: [risk] }) }),
      );
      expect([risk, verdict.route]).toEqual([risk, 'person']);
    }
  });

  it('S19: never releases a proposal of an approval-only tool by policy alone', () => {
    const verdict = decideRoute(
      facts({ proposals: [REFUND], permit: permit('automatic'), assessment: assessmentOf({ confidence: 1 }) }),
    );
    expect(verdict.route).toBe('review');
  });
});
