/** What a proposal says it will do -> what we tell the customer once a person has approved it. */
const DONE: Readonly<Record<string, string>> = {
  refund: 'refunded',
  cancel: 'cancelled',
  change: 'changed',
  update: 'updated',
  replace: 'replaced',
  send: 'sent',
  resend: 'resent',
  pause: 'paused',
  skip: 'skipped',
  issue: 'issued',
  reset: 'reset',
  stop: 'stopped',
};

/** "Refund 42.00 EUR for order 1042" -> "We have refunded 42.00 EUR for order 1042." Anything else stays as it is. */
export function actionSentence(text: string): string {
  const line = text.trim().split('\n')[0]?.trim().replace(/\.$/, '') ?? '';
  const [verb = '', ...rest] = line.split(/\s+/);
  const done = DONE[verb.toLowerCase()];
  return done === undefined ? `${line}.` : `We have ${done} ${rest.join(' ')}.`;
}
