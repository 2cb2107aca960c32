import type { DraftsReport, Judged } from './measure.ts';

/** Pure: the report for a terminal. */
export function pageOf(report: DraftsReport, show: 'none' | 'all' | 'wrong'): string {
  const { answerable, unanswerable } = report;
  const shown = report.drafts.filter((draft) => show === 'all' || (show === 'wrong' && isWrong(draft)));
  return [
    ...shown.map(draftPart),
    `answerable questions            ${answerable}`,
    `  a right article is cited      ${report.cited}   (the best one: ${report.citedBest}; was among the sources: ${report.supplied})`,
    `  confident, nothing right      ${report.confidentWrong}`,
    `unanswerable questions          ${unanswerable}`,
    `  confident all the same        ${report.confidentUnanswerable}`,
    `drafts offered as an answer     ${report.confident} of ${report.drafts.length}, median length of all answers ${report.medianWords} words`,
  ].join('\n');
}

function isWrong({ answerable, best, confident }: Judged): boolean {
  return answerable ? best === 0 : confident;
}

function draftPart(draft: Judged): string {
  const verdict = draft.answerable ? `grade ${draft.best} of ${draft.possible}` : 'cannot be answered';
  const sure = draft.confident ? 'confident' : 'not confident';
  return [
    `── ${draft.id} · ${verdict} · ${draft.kind}, ${sure} (${draft.confidence.toFixed(2)}, answerability ${draft.answerability.toFixed(2)})`,
    draft.question,
    '',
    draft.text,
    ...draft.findings.map((words) => `✗ ${words}`),
    '',
  ].join('\n');
}
