import type { ShownReview } from './review.ts';

/** Whether money or access moves: then fewer people may decide, and only as linked agents. */
export type RiskClass = 'weighty' | 'ordinary';

export const SECOND_PERSON_RULES = ['off', 'edited', 'always'] as const;
/** When a second person decides about a high risk: never, after somebody changed the reply, or every time. */
export type SecondPersonRule = (typeof SECOND_PERSON_RULES)[number];

export function riskClassOf(shown: Pick<ShownReview, 'proposals'>): RiskClass {
  return shown.proposals.some(({ moves }) => moves === 'money' || moves === 'access') ? 'weighty' : 'ordinary';
}

/** An exception with money or access in it: it moves access, or it moves money and there is something to weigh. */
export function isHighRisk({ proposals }: Pick<ShownReview, 'proposals'>): boolean {
  return proposals.some(({ moves, cautions }) => moves === 'access' || (moves === 'money' && cautions.length > 0));
}

/** True when this press may only prepare the question for somebody else. Once prepared, the other person decides it. */
export function needsSecondPerson(
  shown: Pick<ShownReview, 'proposals' | 'preparedBy'>,
  kind: 'approve' | 'edit' | 'reject',
  rule: SecondPersonRule,
): boolean {
  if (kind === 'reject' || rule === 'off' || !isHighRisk(shown)) return false;
  if (kind === 'edit') return true;
  return rule === 'always' && !shown.preparedBy;
}
