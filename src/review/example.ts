import { hideDetails } from '../redaction/details.ts';
import { withoutMarks } from '../tickets/draft.ts';
import type { Review } from './review.ts';

/** A case as a fixture: the parts are the files of `eval-fixtures/<slug>/`. */
export interface Example {
  slug: string;
  ticket: unknown;
  knowledge: unknown;
  model: unknown;
  expected: unknown;
  notes: string;
}

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const PHONE = /(?<![\w.])\+?\d[\d ().-]{7,}\d(?![\w.])/g;

/** Without secrets, addresses, telephone numbers and the customer's name. Order numbers stay: without them the case says nothing. */
export function anonymised(text: string, name: string): string {
  const parts = name.split(/\s+/).filter((part) => part.length > 2);
  const named = parts.reduce(
    (rest, part) => rest.replace(new RegExp(`(?<!\\p{L})${escaped(part)}(?!\\p{L})`, 'giu'), '[name]'),
    hideDetails(text),
  );
  return named.replace(EMAIL, '[email]').replace(PHONE, '[phone]');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Every text in a value, made anonymous; keys and numbers stay. */
function anonymisedAll(value: unknown, name: string): unknown {
  if (typeof value === 'string') return anonymised(value, name);
  if (Array.isArray(value)) return value.map((item) => anonymisedAll(item, name));
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, anonymisedAll(item, name)]));
  return value;
}

/** What a case looked like and what a person made of it. Pure. */
export function exampleOf(review: Review): Example {
  const { shown, decision } = review;
  const articles = shown.sources.flatMap((source) => (source.kind === 'article' ? [source] : []));
  const records = shown.sources.filter(({ kind }) => kind !== 'article');
  const reply = decision?.finalText ?? null;
  const parts = {
    ticket: {
      subject: shown.subject,
      requester: { name: '[name]', tier: shown.requester.tier, verified: shown.requester.verified },
      message: shown.customerMessage,
      records: records.map(({ title, text }) => ({ title, text })),
    },
    knowledge: articles.map(({ articleId, title, headingPath, visibility, text, updatedAt }) => ({
      articleId,
      title,
      headingPath,
      visibility,
      text,
      updatedAt,
    })),
    model: { assessment: shown.assessment, draft: shown.draft },
    expected: {
      intent: shown.assessment.intent,
      decision: decision?.kind ?? null,
      reason: decision?.reason ?? null,
      reply: reply === null ? null : withoutMarks(reply),
      actions: shown.proposals.map(({ tool, input, preview }) => ({ tool, input, preview })),
      reasons: shown.reasons.map(({ code }) => code),
    },
  };
  return {
    slug: `${shown.assessment.intent.replaceAll('_', '-')}-${review.id}`,
    ticket: anonymisedAll(parts.ticket, shown.requester.name),
    knowledge: parts.knowledge,
    model: anonymisedAll(parts.model, shown.requester.name),
    expected: anonymisedAll(parts.expected, shown.requester.name),
    notes: `Saved from a review as draft ${review.revision}; ${decision ? `decided: ${decision.kind}` : 'not decided yet'}.`,
  };
}
