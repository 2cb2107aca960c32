import type { ZendeskRequest } from '../transport.ts';

/** One thing that setup does, or has nothing to do about, in words for the diff. */
export interface Step {
  verb: 'create' | 'change' | 'delete' | 'keep' | 'leave';
  what: string;
  details: readonly string[];
  /** Null where nothing is sent. A trigger names the webhook, which may have been made a moment ago. */
  request: ((webhookId: string) => ZendeskRequest) | null;
  /** The id of the webhook that this step is about; null when the step makes it, absent when it is about something else. */
  webhookId?: string | null;
}

const SIGNS: Record<Step['verb'], string> = { create: '+', change: '~', delete: '-', keep: '=', leave: '=' };

/** The diff as people read it. */
export function stepLines(steps: readonly Step[]): string[] {
  return steps.flatMap(({ verb, what, details }) => [
    `${SIGNS[verb]} ${what}`,
    ...details.map((detail) => `    ${detail}`),
  ]);
}

export function isWork(step: Step): boolean {
  return step.request !== null;
}
