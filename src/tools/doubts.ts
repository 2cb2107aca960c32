import type { Assessment, Risk } from '../tickets/assessment.ts';

/** Signs that the writer may not be the customer: what is proposed then never gets a one-press approval. */
const DOUBTS: readonly [Risk, string][] = [
  ['account_takeover', 'The message shows signs of an account takeover.'],
  ['identity', 'It is in doubt who wrote the message.'],
  ['security', 'The message reports a security problem.'],
];

export function doubtsOf({ risks }: Pick<Assessment, 'risks'>): string[] {
  return DOUBTS.filter(([risk]) => risks.includes(risk)).map(([, words]) => words);
}
