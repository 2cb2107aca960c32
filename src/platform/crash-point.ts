/**
 * Places at which a process may be told to die, so that ./scripts/chaos can prove what is true afterwards. The names are those of
 * the crash table in the README's operations part. Does nothing unless the environment names a place, which production refuses.
 */
export const CRASH_POINTS = {
  C1: 'before the webhook’s row is committed',
  C2: 'after the row, before the answer to Zendesk',
  C3: 'after the answer, before the doorbell',
  C4: 'while a ticket is read',
  C5: 'while the brain thinks',
  C6: 'after the brain thought, before the step is kept',
  C7: 'after the checks, before effects are planned',
  C8: 'after an effect is claimed, before it is done',
  C9: 'after Zendesk wrote, before its answer is read',
  C10: 'after an effect is done, before that is kept',
  C11: 'after a card is posted, before its place is kept',
  C12: 'after a decision is kept, before Slack is answered',
  C13: 'after a decision is kept, before the doorbell',
  C14: 'between the last look at a ticket and the write',
  C15: 'after an effect is kept, before what follows is planned',
} as const;

export type CrashPoint = keyof typeof CRASH_POINTS;

export interface CrashPlan {
  point: CrashPoint;
  /** Die when this place is passed for the n-th time. */
  passing: number;
}

let plan: CrashPlan | null = null;
let passed = 0;

export function armCrashPoint(next: CrashPlan | null): void {
  plan = next;
  passed = 0;
}

/** Reads "C9" or "C9@3"; null when it names no place. */
export function parseCrashPlan(text: string): CrashPlan | null {
  const [, point, passing] = /^(C\d{1,2})(?:@([1-9]\d{0,3}))?$/.exec(text) ?? [];
  if (point === undefined || !isCrashPoint(point)) return null;
  return { point, passing: Number(passing ?? 1) };
}

export function crashPoint(name: CrashPoint): void {
  if (plan?.point !== name) return;
  passed += 1;
  // As sudden as a lost machine: no handler runs and nothing is flushed.
  if (passed === plan.passing) process.kill(process.pid, 'SIGKILL');
}

function isCrashPoint(name: string): name is CrashPoint {
  return Object.hasOwn(CRASH_POINTS, name);
}
