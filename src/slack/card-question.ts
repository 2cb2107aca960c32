import type { types } from '@slack/bolt';
import { hideDetails } from '../redaction/details.ts';
import { threadRoomForMessage } from '../review/card-room.ts';
import type { Review, ShownReview } from '../review/review.ts';
import { bandOf } from '../tickets/assessment.ts';
import type { Source } from '../tickets/draft.ts';
import {
  type Line,
  label,
  listBlock,
  ownMarkup,
  plain,
  quoteBlock,
  type RichTextBlock,
  webAddress,
  words,
} from './card-blocks.ts';
import { isCited } from './card-consent.ts';
import { CARD_LIMITS as LIMITS } from './card-limits.ts';
import { plainWords, quotedText, shortText } from './card-text.ts';
import { asOfWords, freshnessOf } from './freshness.ts';

/** What is asked, and everything a person needs to answer it. Pure. */
export function questionBlocks(review: Review): types.KnownBlock[] {
  const { shown } = review;
  return [
    { type: 'header', block_id: 'header', text: plain(`${shown.intentName} · ticket ${shown.ticketId}`, 150) },
    { type: 'section', block_id: 'facts', fields: facts(shown) },
    whyBlock(shown),
    ...changesBlock(review),
    quoteBlock('message', messageTitle(shown), {
      ...quotedText(quotedWords(shown, SEARCHED), LIMITS.customerMessage),
      rest: threadRoomForMessage(shown) > 0 ? 'More of it is in the thread.' : 'The whole of it is on the ticket.',
    }),
    replyBlock(review),
    ...sourceBlocks(review),
    // The checks spoke of the draft; of an edited reply they have been asked again, and let it through.
    ...(review.decision?.kind === 'edit' ? [] : doubtBlocks(shown)),
  ];
}

function facts({ assessment, intentName, requester, proposals }: ShownReview): types.MrkdwnElement[] {
  const tier = requester.tier === 'vip' ? 'VIP' : capitalised(plainWords(requester.tier, 30));
  return [
    ownMarkup(`*Request*\n${plainWords(intentName)} (${bandOf(assessment.confidence).toLowerCase()} confidence)`),
    ownMarkup(`*Risk*\n${risksOf(assessment.risks, proposals)}`),
    ownMarkup(`*Customer*\n${tier}, ${requester.verified ? 'verified sender' : 'sender not verified'}`),
    ownMarkup(`*Urgency*\n${capitalised(assessment.urgency)}, mood ${assessment.sentiment.replace('_', ' ')}`),
  ];
}

const MOVES = { money: 'Moves money', access: 'Changes access', commitment: 'Makes a commitment' } as const;

/** What an approval would move comes before what the message itself shows. */
function risksOf(risks: ShownReview['assessment']['risks'], proposals: ShownReview['proposals']): string {
  const moves = Object.entries(MOVES).filter(([what]) => proposals.some((proposal) => proposal.moves === what));
  const signs = risks.map((risk) => risk.replaceAll('_', ' '));
  const all = [...moves.map(([, said]) => said), ...signs].join(', ');
  return all === '' ? 'No sign of any' : capitalised(plainWords(all, 120));
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function messageTitle({ requester, subject }: ShownReview): string {
  const name = shortText(requester.name, 60) || 'The customer';
  const about = shortText(subject, LIMITS.subject);
  return about === '' ? `${name} wrote` : `${name} wrote about “${about}”`;
}

function whyBlock(shown: ShownReview): RichTextBlock {
  const lines = listed(
    shown.reasons.map((reason) => reason.words),
    LIMITS.reasons,
  );
  return listBlock(
    'why',
    'Why you are asked',
    lines.length > 0 ? lines : [[words(shortText(shown.nextStep, LIMITS.lineOfWords))]],
  );
}

/** For whoever saw the last card about this case. */
function changesBlock({ shown, revision }: Review): RichTextBlock[] {
  const changes = shown.changes ?? [];
  if (changes.length === 0) return [];
  return [listBlock('changes', `What changed since draft ${revision - 1}`, listed(changes, LIMITS.reasons))];
}

/** What was sent is shown in place of what was proposed when somebody edited it. */
function replyBlock({ shown, decision }: Review): RichTextBlock {
  if (decision?.kind === 'edit' && decision.finalText !== null) {
    return quoteBlock(
      'reply',
      `The reply, as ${shortText(decision.actor.name, 60)} edited it`,
      quotedText(decision.finalText, LIMITS.draft),
    );
  }
  const title = shown.draft.kind === 'clarify' ? 'Proposed question to the customer' : 'Proposed reply';
  return quoteBlock('reply', title, quotedText(shown.draft.text, LIMITS.draft));
}

function sourceBlocks({ shown, openedAt }: Review): RichTextBlock[] {
  const cited = shown.sources.filter((source) => isCited(shown, source.n));
  const others = shown.sources.filter((source) => !isCited(shown, source.n));
  const blocks: RichTextBlock[] = [];
  if (cited.length > 0)
    blocks.push(listBlock('sources', 'Sources of the reply', sourceLines(cited, LIMITS.citedSources, openedAt)));
  if (others.length > 0)
    blocks.push(listBlock('others', 'Also found, not cited', sourceLines(others, LIMITS.otherSources, openedAt)));
  return blocks;
}

function sourceLines(sources: readonly Source[], max: number, asOf: Date): Line[] {
  const lines = sources.slice(0, max).map((source) => sourceLine(source, asOf));
  return sources.length > max ? [...lines, [words(`and ${sources.length - max} more`, { italic: true })]] : lines;
}

/** Links come from our own table of articles and from nowhere else. */
function sourceLine(source: Source, asOf: Date): Line {
  const title = shortText(source.title, LIMITS.sourceTitle) || 'Untitled';
  const number = words(`[${source.n}] `);
  if (source.kind === 'action') return [number, words(`${title} – true once approved and done`)];
  if (source.kind === 'record') return [number, words(`${title} – from the records, ${asOfWords(source.asOf)}`)];
  const url = webAddress(source.url);
  const place = shortText(source.headingPath.at(-1) ?? '', LIMITS.sourcePlace);
  const rest = [
    place === '' || place === title ? '' : ` – ${place}`,
    ` (${freshnessOf(source.updatedAt, asOf)})`,
    source.visibility === 'internal' ? ' – for staff only' : '',
  ];
  return [number, url === null ? words(title) : { type: 'link', url, text: title }, words(rest.join(''))];
}

const ALL_BACKED = '✓ The checks found nothing to say: every claim in the reply has a source';

/** What the checks say, and sentences that no source backs. */
function doubtBlocks({ draft, findings, sentences }: ShownReview): RichTextBlock[] {
  const ordered = findings.toSorted((a, b) => Number(b.severity === 'block') - Number(a.severity === 'block'));
  const said = ordered.map((finding) => `${finding.severity === 'block' ? '✗' : '⚠'} ${finding.words}`);
  const silent = sentences
    .filter((sentence) => sentence.state === 'unbacked' || sentence.state === 'contradicted')
    .filter((sentence) => !findings.some((finding) => finding.words.includes(sentence.text.slice(0, 40))))
    .map(
      (sentence) =>
        `⚠ ${sentence.state === 'unbacked' ? 'No source backs' : 'A source disagrees with'}: “${sentence.text}”`,
    );
  const lines = listed([...said, ...silent], LIMITS.findings);
  if (lines.length > 0) return [listBlock('doubts', 'Please check', lines)];
  return [
    {
      type: 'rich_text',
      block_id: 'doubts',
      elements: [label(draft.kind === 'answer' ? ALL_BACKED : '✓ The checks found nothing to say')],
    },
  ];
}

function listed(items: readonly string[], max: number): Line[] {
  const lines = items.slice(0, max).map((item): Line => [words(shortText(item, LIMITS.lineOfWords))]);
  return items.length > max ? [...lines, [words(`and ${items.length - max} more`, { italic: true })]] : lines;
}

/** So much more than is shown is searched that nothing unsearched can move up into view. */
const SEARCHED = 4 * LIMITS.customerMessage;

/** Read by a whole channel, so how to reach the customer is left to the ticket. */
export function quotedWords({ customerMessage }: ShownReview, searched: number): string {
  return hideDetails(customerMessage.slice(0, searched)) + customerMessage.slice(searched);
}
