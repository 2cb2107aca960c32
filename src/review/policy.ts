import type { Permit } from '../rollout/rollout.ts';
import { type Assessment, type Risk, UNKNOWN_INTENT } from '../tickets/assessment.ts';
import type { Draft, DraftSentence, Finding } from '../tickets/draft.ts';
import type { Intent } from '../tickets/intent.ts';
import type { Proposal } from '../tools/proposal.ts';
import type { HousePolicy } from './house-policy.ts';
import type { Reason, Route } from './review.ts';

/** Everything the verdict depends on, and nothing else. */
export interface PolicyFacts {
  assessment: Assessment;
  intent: Intent | null;
  draft: Draft;
  sentences: readonly DraftSentence[];
  findings: readonly Finding[];
  proposals: readonly Proposal[];
  /** From retrieval, 0..1: do the sources hold the answer? */
  answerability: number;
  customerTier: string | null;
  permit: Permit;
  /** Why nothing was thought; null or absent when it was. */
  overBudget?: string | null;
  /** False when nothing proves who wrote, or when somebody other than the requester did. */
  senderProven?: boolean;
  /** Questions that went out to the customer before this turn. */
  askedBefore?: number;
  /** Where the shop's own systems disagree, in words. */
  conflicts?: readonly string[];
  /** The team's own words and limits; they add to what is built in and take nothing away. */
  house?: Pick<HousePolicy, 'alwaysAPerson' | 'mostClarifications'>;
}

export interface Verdict {
  route: Route;
  reasons: Reason[];
  nextStep: string;
  /** Ask in Slack, besides the note on the ticket. */
  askInSlack: boolean;
}

/** Matters that always belong to a person, whatever the draft looks like. */
const ALWAYS_A_PERSON: Readonly<Partial<Record<Risk, string>>> = {
  account_takeover: 'The account may have been taken over.',
  identity: 'It is about proving who somebody is.',
  security: 'It is about security.',
  legal: 'It has a legal side.',
  health: 'Somebody’s health may be concerned.',
  self_harm: 'The customer may be in danger. Please read this first.',
  press: 'It comes from the press or is meant for it.',
  abuse: 'The message is abusive.',
  prompt_injection: 'The message tries to give instructions to the assistant.',
  prompt_extraction: 'The message asks for the assistant’s own instructions.',
  other_persons_data: 'It asks for somebody else’s data.',
  secrets: 'The message contains a secret, such as a password or card number.',
  spam: 'It looks like spam.',
};

/** Below this the guess of the intent is worth less than a person's glance. Measured on the shop's messages. */
export const MIN_INTENT_CONFIDENCE = 0.35;
/** Below this an answer is offered to staff as a lead, not as an answer. */
export const MIN_ANSWER_CONFIDENCE = 0.5;
/** After so many questions without a result a person takes over. */
const MOST_CLARIFICATIONS = 2;
/** What a reply without a person would need: only reached where a team has switched an intent to automatic. */
const ALONE = { intent: 0.9, answer: 0.8 } as const;

/** The verdict on a turn. Pure: the same facts give the same route and the same reasons, in the order of their weight. */
export function decideRoute(facts: PolicyFacts): Verdict {
  const toPerson = reasonsForPerson(facts);
  const consent = reasonsForConsent(facts);
  if (toPerson.length > 0) {
    return {
      route: 'person',
      reasons: [...toPerson, ...consent],
      nextStep: nextStepForPerson(facts),
      askInSlack: false,
    };
  }
  if (consent.length === 0 && mayGoAlone(facts)) {
    return {
      route: 'automatic',
      reasons: [{ code: 'proven', words: 'This kind of request runs automatically.' }],
      nextStep: 'Nothing to do.',
      askInSlack: false,
    };
  }
  const asks = facts.proposals.length > 0 || facts.permit.mayAskToReply;
  const reasons =
    consent.length > 0
      ? consent
      : [{ code: 'mode', words: `Replies of this kind are read by a person first (${facts.permit.mode}).` }];
  return {
    route: 'review',
    reasons,
    nextStep: nextStepForReview(facts, asks),
    askInSlack: asks && !facts.permit.paused,
  };
}

function reasonsForPerson(facts: PolicyFacts): Reason[] {
  const { assessment, intent, draft, findings, proposals, permit } = facts;
  const reasons: Reason[] = [];
  if (facts.overBudget) reasons.push({ code: 'budget', words: facts.overBudget });
  if (permit.paused) reasons.push({ code: 'paused', words: 'Deskhand is paused, so people answer everything.' });
  for (const risk of assessment.risks) {
    const words = facts.house?.alwaysAPerson[risk] ?? ALWAYS_A_PERSON[risk];
    if (words !== undefined) reasons.push({ code: risk, words });
  }
  const sure = assessment.intent !== UNKNOWN_INTENT && assessment.confidence >= MIN_INTENT_CONFIDENCE;
  const alwaysHuman = sure && intent?.risk === 'always_human';
  if (alwaysHuman) reasons.push({ code: 'always_human', words: `“${intent.name}” is always answered by a person.` });
  if (assessment.wantsPerson) reasons.push({ code: 'wants_person', words: 'The customer asks for a person.' });
  if (assessment.sentiment === 'very_negative') reasons.push({ code: 'angry', words: 'The customer is very upset.' });
  for (const proposal of proposals) {
    for (const words of proposal.brokenLimits) reasons.push({ code: 'limit', words });
  }
  for (const words of facts.conflicts ?? []) reasons.push({ code: 'conflicting_systems', words });
  if ((facts.askedBefore ?? 0) >= (facts.house?.mostClarifications ?? MOST_CLARIFICATIONS))
    reasons.push({ code: 'asked_enough', words: 'The customer was asked before and it is still not clear.' });
  if (!sure && !facts.overBudget)
    reasons.push({ code: 'unclear_intent', words: 'It is not clear what kind of request this is.' });
  const explained =
    alwaysHuman ||
    Boolean(facts.overBudget) ||
    assessment.risks.includes('spam') ||
    assessment.risks.includes('self_harm');
  if (draft.kind === 'handoff' && !explained)
    reasons.push({ code: 'no_answer', words: draft.reason ?? 'There is no answer to this in our help centre.' });
  if (draft.kind === 'answer' && draft.confidence < MIN_ANSWER_CONFIDENCE) {
    reasons.push({ code: 'low_confidence', words: 'The sources may not answer the question.' });
  }
  for (const finding of findings)
    if (finding.severity === 'block') reasons.push({ code: finding.code, words: finding.words });
  return reasons;
}

/** Nothing wrong with it, but a person has to agree. */
function reasonsForConsent({ proposals, intent, assessment, customerTier, senderProven }: PolicyFacts): Reason[] {
  const reasons: Reason[] = proposals
    .filter((proposal) => proposal.toolClass === 'approval-only')
    .map((proposal) => ({
      code: `moves_${proposal.moves}`,
      words: `${proposal.preview}: a person has to approve this.`,
    }));
  for (const proposal of proposals) for (const words of proposal.cautions) reasons.push({ code: 'caution', words });
  if (intent?.risk === 'high') reasons.push({ code: 'high_risk', words: `“${intent.name}” is a high-risk request.` });
  if (assessment.risks.includes('billing_exception'))
    reasons.push({ code: 'billing_exception', words: 'It asks for an exception in billing.' });
  if (senderProven === false)
    reasons.push({ code: 'sender_not_proven', words: 'Nothing proves that the requester wrote this.' });
  if (customerTier === 'vip' || assessment.risks.includes('vip'))
    reasons.push({ code: 'vip', words: 'The customer is a VIP.' });
  return reasons;
}

function mayGoAlone({ permit, intent, assessment, draft, sentences, findings }: PolicyFacts): boolean {
  return (
    permit.mayReplyAlone &&
    intent?.risk === 'low' &&
    assessment.confidence >= ALONE.intent &&
    draft.kind === 'answer' &&
    draft.confidence >= ALONE.answer &&
    findings.length === 0 &&
    sentences.some((sentence) => sentence.state === 'backed') &&
    sentences.every((sentence) => sentence.state === 'backed' || sentence.state === 'courtesy')
  );
}

function nextStepForPerson({ draft, proposals, assessment }: PolicyFacts): string {
  if (assessment.risks.includes('spam')) return 'Close the ticket if it is spam; answer it if it is not.';
  if (proposals.some((proposal) => proposal.brokenLimits.length > 0))
    return 'Decide about the amount with somebody who may approve it, then answer.';
  if (draft.kind === 'handoff')
    return 'Answer the customer yourself. If this comes up often, write a help-centre article about it.';
  return 'Read the draft as a starting point and answer the customer yourself.';
}

function nextStepForReview({ draft, proposals }: PolicyFacts, asks: boolean): string {
  if (proposals.length > 0) return 'Approve, edit or reject in Slack. Nothing happens before that.';
  if (draft.kind === 'clarify') return 'Send the question to the customer if you need the answer too.';
  return asks ? 'Approve, edit or reject in Slack.' : 'Check the draft, copy it into a public reply and send it.';
}
