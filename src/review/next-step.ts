/** What follows a rejection. As it travels through Slack and stands in the row: "person", "group:Billing", "redraft", "close". */
export type NextStep = { kind: 'person' } | { kind: 'group'; group: string } | { kind: 'redraft' } | { kind: 'close' };

export function formatNextStep(step: NextStep): string {
  return step.kind === 'group' ? `group:${step.group}` : step.kind;
}

/** Anything unknown leaves the ticket with people, which is never wrong. */
export function parseNextStep(value: string | null): NextStep {
  if (value?.startsWith('group:')) return { kind: 'group', group: value.slice('group:'.length) };
  return value === 'redraft' || value === 'close' ? { kind: value } : { kind: 'person' };
}

export function nextStepWords(step: NextStep): string {
  switch (step.kind) {
    case 'person':
      return 'The ticket waits for a person.';
    case 'group':
      return `The ticket goes to the group “${step.group}”.`;
    case 'redraft':
      return 'A new draft is being written.';
    default:
      return 'The ticket is being closed without a reply.';
  }
}
