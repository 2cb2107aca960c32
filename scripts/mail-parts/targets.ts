import type { Score, Share } from './score.ts';

export interface Target {
  name: string;
  value: string;
  target: string;
  met: boolean;
}

/** Of 39 people one may be held back: the data has a mail system's warning among them. */
const HELD_BACK = 1 / 39;
/** Of replies in many hands' data; composed tickets have one right text, so more is asked of them. */
const EXACT = 0.95;
const EXACT_TICKETS = 0.97;

/** What the examples ask of us. Only what a folder can show is listed. */
export function targetsOf(score: Score, composed: boolean): Target[] {
  const { machineMail, people, newestText, quotedTextLeaked } = score;
  const targets: Target[] = [];
  if (machineMail.of > 0)
    targets.push({
      name: 'Machine mail reaching the reply path',
      value: `${machineMail.reachingReplyPath} of ${machineMail.of}`,
      target: '0',
      met: machineMail.reachingReplyPath === 0,
    });
  if (people.of > 0) {
    const most = Math.max(1, Math.floor(people.of * HELD_BACK));
    targets.push({
      name: 'People held back',
      value: `${people.heldBack} of ${people.of}`,
      target: `at most ${most}`,
      met: people.heldBack <= most,
    });
  }
  if (newestText.all.of > 0)
    targets.push({
      name: 'Quoted text leaked',
      value: `${quotedTextLeaked} of ${newestText.all.of}`,
      target: '0',
      met: quotedTextLeaked === 0,
    });
  const least = composed ? EXACT_TICKETS : EXACT;
  for (const [form, name] of [
    ['all', 'Newest text exact'],
    ['text', '… in plain text'],
    ['html', '… in HTML-only mail'],
    ['raw', '… in raw mail'],
  ] as const)
    if (newestText[form].of > 0) targets.push(exact(name, newestText[form], least));
  return targets;
}

function exact(name: string, share: Share, least: number): Target {
  const value = `${share.right} of ${share.of} (${((share.share ?? 0) * 100).toFixed(1)} %)`;
  return { name, value, target: `at least ${least * 100} %`, met: (share.share ?? 0) >= least };
}
