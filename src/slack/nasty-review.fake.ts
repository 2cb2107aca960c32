import type { Review, ShownReview } from '../review/review.ts';
import { sampleShown } from '../review/shown.fake.ts';
import type { Source } from '../tickets/draft.ts';
import { sampleReview } from './review.fake.ts';

const NASTY = [
  '<!channel> <!here> <@U0LEAD01> <#C0REVIEW> <!subteam^S0LEADS1>',
  '<https://evil.example|Zendesk> https://evil.example mailto:x@evil.example',
  '*bold* _it_ ~no~ `code` ```block``` > quote',
  '&lt;!channel&gt; :smile: @channel @here',
  '\u202eesrever\u202c \u2066x\u2069 \u200b\u200d\ufeff\u0000\u0007\u001b[31m',
  '\ud83d \udc00 \ud800 👩‍👩‍👧‍👦🏳️‍🌈 Z̸̡̛a͝l̡͞g҉o',
  'Ω≈ç√∫ مرحبا שלום 你好 🇳🇱',
  '',
  ' \n\n\n\t ',
  '[1] [2] [99] $& $1 {{x}}',
];

/** Numbers from 0 to below 1 with a seed, so that a failing card can be made again. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

export class Chance {
  readonly #roll: () => number;

  constructor(seed: number) {
    this.#roll = dice(seed);
  }

  upTo(max: number): number {
    return Math.floor(this.#roll() * (max + 1));
  }

  one<T>(first: T, ...others: T[]): T {
    return [first, ...others][this.upTo(others.length)] ?? first;
  }

  /** Code points of anywhere, lone surrogates and unassigned ones too. */
  unicode(): string {
    return String.fromCodePoint(...this.many(24, () => this.upTo(this.one(0x7f, 0x2fff, 0xffff, 0x10_ffff))));
  }

  /** Up to `max` times the same mix of nasty pieces. */
  text(max: number): string {
    const pieces = this.many(7, () => this.one(this.unicode(), NASTY[this.upTo(NASTY.length - 1)] ?? ''));
    return `${pieces.join(' ')} `.repeat(1 + this.upTo(max));
  }

  many<T>(max: number, make: (index: number) => T): T[] {
    return Array.from({ length: this.upTo(max) }, (_, index) => make(index));
  }
}

/** A review of which nothing can be trusted. */
export function nastyReview(seed: number): Review {
  const chance = new Chance(seed);
  const state = chance.one('open', 'open', 'approved', 'edited', 'rejected', 'superseded', 'expired');
  const kinds = { approved: 'approve', edited: 'edit', rejected: 'reject' } as const;
  const kind = state === 'open' || state === 'superseded' || state === 'expired' ? null : kinds[state];
  const actor = {
    kind: chance.one('slack' as const, 'console' as const),
    id: chance.text(1),
    name: chance.text(2),
    email: null,
  };
  const said = { finalText: chance.text(9), reason: chance.text(9), decidedAt: new Date() };
  return sampleReview({
    state,
    askedOf: chance.one(null, 'S0LEADS1', chance.text(1)),
    closedReason: chance.one(null, chance.text(6)),
    newer: chance.one(null, { revision: 4, channel: 'C0REVIEW', messageTs: '1.000002' }),
    wholeInThread: chance.one(true, false),
    shown: nastyShown(chance),
    decision: kind === null ? null : { id: 1, kind, actor, ...said },
    carriedOut:
      kind === null
        ? []
        : chance.many(13, () => ({
            preview: chance.text(3),
            state: chance.one('failed', 'done', 'planned', 'sending', 'unknown', 'superseded'),
            reason: chance.one(null, chance.text(5)),
          })),
    rescue: kind === null ? null : chance.one(null, { kind: chance.one('retry', 'take_over'), actor, at: new Date() }),
  });
}

function nastyShown(chance: Chance): ShownReview {
  const base = sampleShown();
  const long = chance.text(1).padEnd(100_000, 'x');
  return sampleShown({
    ticketUrl: chance.one(base.ticketUrl, chance.text(1)),
    subject: chance.text(4),
    requester: { name: chance.text(3), tier: chance.text(1), verified: chance.one(true, false) },
    customerMessage: chance.one(chance.text(20), chance.text(20), long),
    intentName: chance.text(5),
    draft: { ...base.draft, text: chance.text(30) },
    sources: chance.many(50, (index) => nastySource(chance, index + 1)),
    proposals: base.proposals.flatMap((proposal) =>
      chance.many(12, () => ({
        ...proposal,
        preview: chance.text(2),
        reason: chance.text(3),
        cautions: chance.many(4, () => chance.text(2)),
        brokenLimits: chance.one([], [], [chance.text(2)]),
      })),
    ),
    findings: chance.many(12, () => ({ code: 'x', severity: chance.one('block', 'warn'), words: chance.text(3) })),
    sentences: [{ text: chance.text(3), citations: [], state: 'unbacked' }],
    reasons: chance.many(12, () => ({ code: 'x', words: chance.text(3) })),
    confidence: chance.upTo(3) - 1,
    changes: chance.many(12, () => chance.text(3)),
    ...chance.one({}, { preparedBy: { id: 'U1', name: chance.text(2) } }),
  });
}

function nastySource(chance: Chance, n: number): Source {
  const words = { n, title: chance.text(4), text: '' };
  const article = {
    ...words,
    kind: 'article' as const,
    passageId: n,
    articleId: String(n),
    version: '1',
    headingPath: [chance.text(2)],
    url: chance.one('https://help.example/a', chance.text(2)),
    visibility: chance.one('public' as const, 'internal' as const),
    updatedAt: chance.one('2020-01-01', chance.text(1)),
    score: 1,
  };
  const record = { ...words, kind: 'record' as const, asOf: chance.text(1) };
  return chance.one<Source>(article, record, { ...words, kind: 'action', proposalKey: 'x' });
}
