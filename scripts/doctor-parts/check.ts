import { messageOf } from '../../src/platform/errors.ts';

export type CheckState = 'ok' | 'warning' | 'problem' | 'skipped';

/** One line of the doctor: what was looked at, what was found, and what to do about it. */
export interface Check {
  area: string;
  name: string;
  state: CheckState;
  words: string;
  mend: string | null;
}

/** The checks of one area, so that no line forgets where it belongs. */
export function checksOf(area: string) {
  const make =
    (state: CheckState) =>
    (name: string, words: string, mend: string | null = null) =>
      ({ area, name, state, words, mend }) satisfies Check;
  return { ok: make('ok'), warning: make('warning'), problem: make('problem'), skipped: make('skipped') };
}

/** A check that breaks is a finding like any other: the doctor never dies of what it looks at. */
export async function guarded(
  area: string,
  name: string,
  { mend, look }: { mend: string; look: () => Promise<Check[]> },
): Promise<Check[]> {
  try {
    return await look();
  } catch (error) {
    return [checksOf(area).problem(name, messageOf(error), mend)];
  }
}

const SIGNS: Record<CheckState, string> = { ok: '✓', warning: '!', problem: '✗', skipped: '·' };

export function lineOf({ area, name, state, words, mend }: Check): string {
  const advice = mend === null || state === 'ok' ? '' : ` → ${mend}`;
  return `${SIGNS[state]} ${area}, ${name}: ${words}${advice}`;
}
