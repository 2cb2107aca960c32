import { editChangeOf } from './edit-change.ts';
import type { ShownReview } from './review.ts';

/** What is different from the last question about this case, in words for the card. Empty when nothing a person would notice. */
export function changesBetween(before: ShownReview, after: ShownReview): string[] {
  const changes: string[] = [];
  if (before.base.lastPublicCommentId !== after.base.lastPublicCommentId) changes.push('The customer wrote again.');
  if (before.assessment.intent !== after.assessment.intent)
    changes.push(`It is now read as “${after.intentName}” (before: “${before.intentName}”).`);
  changes.push(...replyChanges(before, after), ...actionChanges(before, after), ...sourceChanges(before, after));
  const risks = after.assessment.risks.filter((risk) => !before.assessment.risks.includes(risk));
  if (risks.length > 0) changes.push(`New risk: ${risks.map((risk) => risk.replaceAll('_', ' ')).join(', ')}.`);
  return changes;
}

function replyChanges(before: ShownReview, after: ShownReview): string[] {
  const edit = editChangeOf(before.draft.text, after.draft.text);
  if (edit.class === 'none') return [];
  if (edit.class === 'rewrite') return ['The reply was written anew.'];
  const percent = Math.max(1, Math.round(edit.share * 100));
  return [`The reply differs in ${edit.words} ${edit.words === 1 ? 'word' : 'words'} (${percent} %).`];
}

function actionChanges(before: ShownReview, after: ShownReview): string[] {
  const old = new Set(before.proposals.map(({ preview }) => preview));
  const now = new Set(after.proposals.map(({ preview }) => preview));
  return [
    ...[...now].filter((preview) => !old.has(preview)).map((preview) => `New action: ${preview}.`),
    ...[...old].filter((preview) => !now.has(preview)).map((preview) => `No longer proposed: ${preview}.`),
  ];
}

function sourceChanges(before: ShownReview, after: ShownReview): string[] {
  const versions = (shown: ShownReview): string =>
    shown.sources
      .flatMap((source) => (source.kind === 'article' ? [`${source.articleId}@${source.version}`] : []))
      .toSorted()
      .join(' ');
  return versions(before) === versions(after) ? [] : ['Other sources were found, or an article was changed.'];
}
