import { MIN_ANSWER_CONFIDENCE } from '../review/policy.ts';
import { escapeHtml } from '../review/reply-html.ts';
import type { ShownReview } from '../review/review.ts';
import { bandOf } from '../tickets/assessment.ts';
import { type ArticleSource, type Source, withoutMarks } from '../tickets/draft.ts';

export interface NoteOptions {
  now: Date;
  askedInSlack: boolean;
  /** When our earlier note was written that this one takes the place of. */
  replaced?: Date | null;
}

/** The private note that an agent reads on the ticket: the draft first, ready to copy, then why to trust it and what to do. Pure. */
export function noteHtml(shown: ShownReview, options: NoteOptions): string {
  return [
    heading(shown),
    replacedPart(options.replaced ?? null),
    draftPart(shown),
    notYetPart(shown),
    copiedPart(shown),
    sourcesPart(shown, options.now),
    doubtsPart(shown),
    actionsPart(shown),
    whyPart(shown, options),
    understoodPart(shown),
    listPart('What was tried', shown.tried),
    listPart('The same customer lately', shown.contacts),
  ].join('');
}

/** An agent sees the kind of note from its first line, in the ticket list's preview as well. */
function heading({ draft, proposals, confidence, withPerson }: ShownReview): string {
  if (draft.kind === 'handoff' && withPerson) return '<h3>Deskhand · Still with you: the customer wrote again</h3>';
  if (draft.kind === 'answer' && confidence < MIN_ANSWER_CONFIDENCE) {
    return '<h3>Deskhand · A lead, not an answer: please check it first</h3>';
  }
  const title = {
    answer: proposals.length > 0 ? 'Draft reply and proposed action' : 'Draft reply',
    clarify: 'Suggested question to the customer',
    handoff: 'No answer drafted: over to you',
  }[draft.kind];
  return `<h3>Deskhand · ${title}</h3>`;
}

const MOMENT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** Notes cannot be taken back, so the newer one says which of them counts. */
function replacedPart(replaced: Date | null): string {
  return replaced === null
    ? ''
    : `<p><em>Replaces Deskhand’s note of ${MOMENT.format(replaced)} UTC, which no longer applies.</em></p>`;
}

function draftPart({ draft, withPerson }: ShownReview): string {
  // They were told that a colleague will answer; telling them again is a second escalation of the same matter.
  if (draft.kind === 'handoff' && withPerson) return '';
  const words = withoutMarks(draft.text);
  const label = draft.kind === 'handoff' ? '<p><strong>If you want to let the customer know:</strong></p>' : '';
  return `${label}<blockquote>${paragraphs(words)}</blockquote>`;
}

/** The draft speaks of a refund as done. Copied out before somebody has approved it, that would be untrue. */
function notYetPart({ draft, sources }: ShownReview): string {
  const used = usedNumbers(draft.text);
  const speaksOfAction = sources.some((source) => source.kind === 'action' && used.has(source.n));
  return speaksOfAction ? '<p>⚠ Not true yet: send it only after the action below was approved and done.</p>' : '';
}

/** Said right under the draft: whoever sends it should know who reads it. */
function copiedPart({ copied }: ShownReview): string {
  if (!copied || copied.length === 0) return '';
  return `<p>⚠ In copy, so a reply goes to them too: ${escapeHtml(copied.join(', '))}</p>`;
}

function sourcesPart({ draft, sources }: ShownReview, now: Date): string {
  const used = usedNumbers(draft.text);
  const cited = sources.filter((source) => used.has(source.n));
  const guidance = sources.filter(
    (source): source is ArticleSource => source.kind === 'article' && source.visibility === 'internal',
  );
  const looked = sources
    .filter((source): source is ArticleSource => source.kind === 'article' && source.visibility === 'public')
    .slice(0, 3);
  const parts: string[] = [];
  if (cited.length > 0)
    parts.push(`<p><strong>Sources of the draft</strong></p>${list(cited.map((source) => sourceLine(source, now)))}`);
  else if (looked.length > 0)
    parts.push(
      `<p><strong>Closest articles, not used</strong></p>${list(looked.map((source) => sourceLine(source, now)))}`,
    );
  if (guidance.length > 0) {
    parts.push(
      `<p><strong>For staff only, never for the customer</strong></p>${list(guidance.map((source) => sourceLine(source, now)))}`,
    );
  }
  return parts.join('');
}

function sourceLine(source: Source, now: Date): string {
  const number = `[${source.n}] `;
  if (source.kind === 'action') return `${number}${escapeHtml(source.title)}, true once approved and done`;
  if (source.kind === 'record') return `${number}${escapeHtml(source.title)}, from the shop’s records`;
  const path = source.headingPath.at(-1);
  const place = path === undefined || path === source.title ? '' : `, “${escapeHtml(path)}”`;
  return `${number}<a href="${escapeHtml(source.url)}">${escapeHtml(source.title)}</a>${place} (${freshness(source.updatedAt, now)})`;
}

/** "updated 3 months ago", with a warning where an article has not been touched for a long time. */
export function freshness(updatedAt: string, now: Date): string {
  const days = Math.max(0, Math.floor((now.getTime() - Date.parse(updatedAt)) / 86_400_000));
  if (days >= 730) return `⚠ not updated for ${Math.floor(days / 365)} years`;
  if (days >= 60) return `updated ${Math.floor(days / 30)} months ago`;
  if (days >= 2) return `updated ${days} days ago`;
  return days === 1 ? 'updated yesterday' : 'updated today';
}

function doubtsPart({ sentences, findings, draft }: ShownReview): string {
  const doubts = findings.map((finding) => escapeHtml(finding.words));
  if (draft.kind === 'answer' && doubts.length === 0 && sentences.every((sentence) => sentence.state !== 'unbacked')) {
    return '<p>✓ Every claim in the draft is backed by a source.</p>';
  }
  return doubts.length === 0 ? '' : `<p><strong>Please check</strong></p>${list(doubts)}`;
}

function actionsPart({ proposals }: ShownReview): string {
  if (proposals.length === 0) return '';
  const lines = proposals.map((proposal) => {
    const limits = [...proposal.cautions, ...proposal.brokenLimits]
      .map((words) => `<br>⚠ ${escapeHtml(words)}`)
      .join('');
    return `${escapeHtml(proposal.preview)}<br>${escapeHtml(proposal.reason)}${limits}`;
  });
  return `<p><strong>Proposed, not done</strong></p>${list(lines)}`;
}

function whyPart(shown: ShownReview, { askedInSlack }: { askedInSlack: boolean }): string {
  const reasons = list(shown.reasons.map((reason) => escapeHtml(reason.words)));
  const where = askedInSlack ? ' The question is also in Slack; the first decision counts.' : '';
  return `<p><strong>Why you are asked</strong></p>${reasons}<p><strong>Next step:</strong> ${escapeHtml(shown.nextStep)}${where}</p>`;
}

function understoodPart({
  assessment,
  intentName,
  draft,
  confidence,
  requester,
  writer,
  attachments,
}: ShownReview): string {
  const answer = draft.kind === 'answer' ? `Answer confidence: ${bandOf(confidence)}` : null;
  const facts = [
    `${intentName} (${bandOf(assessment.confidence)} confidence)`,
    answer,
    `Urgency: ${assessment.urgency}`,
    `Mood: ${assessment.sentiment.replace('_', ' ')}`,
    `Language: ${assessment.language}`,
    requester.tier === 'vip' ? 'VIP customer' : null,
    writer ? `Written by ${writer}, not by the requester: no account data used` : null,
    requester.verified ? null : 'Sender not verified: no account data used',
    assessment.missingFields.length > 0
      ? `Missing: ${assessment.missingFields.map((field) => field.replaceAll('_', ' ')).join(', ')}`
      : null,
  ].filter((fact) => fact !== null);
  const files = attachments?.length ? `<p>Attached: ${escapeHtml(attachments.join(', '))}</p>` : '';
  const known = knownPart(assessment);
  return `<hr><p>${escapeHtml(assessment.summary)}</p>${known}${files}<p><em>${escapeHtml(facts.join(' · '))}</em></p>`;
}

/** What the customer has said already, so that nobody asks for it again. */
function knownPart({ entities }: ShownReview['assessment']): string {
  const known = entities.map(({ kind, value }) => `${kind.replaceAll('_', ' ')} ${value}`);
  return known.length === 0 ? '' : `<p>Already known: ${escapeHtml([...new Set(known)].join(', '))}</p>`;
}

function listPart(title: string, lines: readonly string[] | undefined): string {
  if (!lines || lines.length === 0) return '';
  return `<p><strong>${title}</strong></p>${list(lines.map(escapeHtml))}`;
}

function usedNumbers(text: string): Set<number> {
  return new Set([...text.matchAll(/\[(\d{1,2})\]/g)].map((match) => Number(match[1])));
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
    .join('');
}

/** The note for mail that no person wrote: nothing is drafted, and the ticket says why. */
export function leftAloneNote(reason: string): string {
  return `<h3>Deskhand · Left alone</h3><p>${escapeHtml(reason)} Nothing was drafted and nothing will be sent.</p>`;
}

/** The note for a turn that we could not finish: a person must not wait for something that will not come. */
export function failedNote(reason: string): string {
  return `<h3>Deskhand · Could not work on this: over to you</h3><p>Nothing was drafted and nothing was sent. What went wrong: ${escapeHtml(reason)}</p>`;
}
