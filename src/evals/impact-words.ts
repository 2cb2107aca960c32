import type { Difference } from './impact-difference.ts';
import type { Impact } from './impact-replay.ts';

const ORDER: readonly Difference['kind'][] = ['answer', 'facts', 'sources', 'words', 'none'];
const NAMES: Record<Difference['kind'], string> = {
  answer: 'another kind of outcome, or other findings',
  facts: 'other numbers or times',
  sources: 'other articles cited',
  words: 'other words only',
  none: 'the same',
};

export interface ImpactPage {
  /** "Without article 12", "With draft.md from /tmp". */
  change: string;
  brain: string;
  impacts: readonly Impact[];
  unreadable: number;
}

/** Pure: the gravest differences first. */
export function impactPage({ change, brain, impacts, unreadable }: ImpactPage): string {
  const sorted = [...impacts].sort((a, b) => rankOf(a) - rankOf(b));
  const differ = sorted.filter(({ difference }) => difference.kind !== 'none');
  const byKind = Map.groupBy(sorted, ({ difference }) => difference.kind);
  const counts = ORDER.map((kind) => `  ${String(byKind.get(kind)?.length ?? 0).padStart(4)}  ${NAMES[kind]}`);
  const head = [
    `${change}: ${differ.length} of ${impacts.length} replayed drafts would differ (${brain} brain)`,
    ...counts,
    ...(unreadable > 0 ? [`  ${unreadable} turns of an earlier release could not be read`] : []),
  ];
  return [head.join('\n'), ...differ.map(detailsOf)].join('\n\n');
}

function rankOf({ difference }: Impact): number {
  return ORDER.indexOf(difference.kind);
}

function detailsOf({ ticketId, subject, difference }: Impact): string {
  return [
    `Ticket ${ticketId}, “${subject}”: ${NAMES[difference.kind]}`,
    ...difference.changes.map((change) => `  ${change}`),
    ...difference.gone.map((sentence) => `  - ${sentence}`),
    ...difference.added.map((sentence) => `  + ${sentence}`),
  ].join('\n');
}
