import { describe, expect, it } from 'vitest';
import type { DraftInput } from '../agents/brain.ts';
import { fakeArticle } from '../knowledge/article.fake.ts';
import type { FoundPassage, SearchResult } from '../knowledge/article.ts';
import { ScriptedBrain } from '../pipeline/scripted-brain.fake.ts';
import { silentLog } from '../platform/log.ts';
import { assessmentOf } from '../tickets/assessment.fake.ts';
import type { Draft } from '../tickets/draft.ts';
import type { Taxonomy } from '../tickets/intent.ts';
import { withoutArticle, withVersions } from './impact-change.ts';
import { type CheckedDraft, differenceOf } from './impact-difference.ts';
import { replayImpact, type Side } from './impact-replay.ts';
import type { StoredTurn } from './impact-turns.ts';
import { impactPage } from './impact-words.ts';

function checked(text: string, changes: Partial<Draft> = {}): CheckedDraft {
  const draft: Draft = { kind: 'answer', text, language: 'en', confidence: 0.9, reason: null, ...changes };
  return { draft, findings: [], sources: [] };
}

describe('differenceOf', () => {
  it.each([
    ['none', 'Within 30 days. [1]', 'Within 30 days. [2]'],
    ['facts', 'Within 30 days. [1]', 'Within 14 days. [1]'],
    ['words', 'Please return it within 30 days.', 'Send it back within 30 days.'],
  ])('calls it %s when “%s” becomes “%s”', (kind, before, after) => {
    expect(differenceOf(checked(before), checked(after)).kind).toBe(kind);
  });

  it('puts another outcome and other findings before everything else', () => {
    const handoff = checked('A colleague will answer.', { kind: 'handoff' });
    expect(differenceOf(checked('Within 30 days.'), handoff)).toMatchObject({
      kind: 'answer',
      changes: expect.arrayContaining(['It was an answer and becomes a handoff.']),
    });
    const blamed = {
      ...checked('Same.'),
      findings: [{ code: 'unbacked', severity: 'block' as const, words: 'Not backed.' }],
    };
    expect(differenceOf(checked('Same.'), blamed)).toMatchObject({
      kind: 'answer',
      changes: ['Finding new: Not backed.'],
    });
  });

  it('shows the sentences that are gone and new', () => {
    expect(differenceOf(checked('Hello. Within 30 days. [1]'), checked('Hello. Within 14 days. [1]'))).toMatchObject({
      gone: ['Within 30 days.'],
      added: ['Within 14 days.'],
    });
  });
});

describe('a change to the articles', () => {
  const articles = [fakeArticle({ id: '1', visibility: 'internal' }), fakeArticle({ id: '2', title: 'Shipping' })];

  it('puts a new version in the place of the old one, and leaves who may read it alone', () => {
    const {
      articles: next,
      changed,
      fresh,
    } = withVersions(articles, [fakeArticle({ id: '1', source: 'files', body: 'New.' })]);
    expect(next.map(({ source, body, visibility }) => [source, body === 'New.', visibility])).toEqual([
      ['fake', true, 'internal'],
      ['fake', false, 'public'],
    ]);
    expect([[...changed], fresh]).toEqual([['1'], []]);
  });

  it('finds an article by its title, counts no change where there is none, and adds what is new', () => {
    const versions = [
      fakeArticle({ id: 'shipping.md', title: 'shipping', body: 'By bike.' }),
      articles[0]!,
      fakeArticle({ id: '3', title: 'Tea' }),
    ];
    const { changed, fresh } = withVersions(articles, versions);
    expect([[...changed], fresh]).toEqual([['2', '3'], ['Tea']]);
  });

  it('can take one out, and says when it is not there', () => {
    expect(withoutArticle(articles, '1').articles.map(({ id }) => id)).toEqual(['2']);
    expect(() => withoutArticle(articles, '9')).toThrow('There is no article 9');
  });
});

/** Says what the first passage says. */
class QuotingBrain extends ScriptedBrain {
  override async draft(input: DraftInput) {
    const [first] = input.sources;
    this.nextDraft = {
      ...this.nextDraft,
      text: first ? `${first.text} [1]` : 'A colleague will answer.',
      kind: first ? 'answer' : 'handoff',
    };
    return super.draft(input);
  }
}

const TAXONOMY: Taxonomy = { version: 1, background: [], intents: [], find: () => null };

const TURN: StoredTurn = {
  turnId: 7,
  caseId: 1,
  ticketId: 42,
  commentId: 1,
  intake: {
    ticketId: 42,
    subject: 'Return',
    url: '',
    commentId: 1,
    newest: 'How long can I return it?',
    earlier: [],
    requester: { id: 1, name: 'Eva', email: null, verified: true, locale: 'en', tags: [] },
    fromRequester: true,
    language: 'en',
    priority: null,
    attachments: [],
    secretsFound: [],
    base: { lastPublicCommentId: 1, stamp: '', settled: true, tags: [] },
  },
  assess: { assessment: assessmentOf(), intentName: 'Return', fellBack: null, overBudget: null },
  retrieve: {
    sources: [],
    answerability: 0.9,
    features: {},
    silent: [],
    facts: {
      customer: null,
      orders: [],
      invoices: [],
      subscriptions: [],
      account: null,
      notFound: [],
      withheld: null,
      asOf: new Date(0),
    },
  },
};

function side(text: string | null, brain = new QuotingBrain()): Side {
  const passage: FoundPassage = {
    ...fakeArticle(),
    articleId: '1',
    version: 'v',
    headingPath: [],
    anchor: null,
    text: text ?? '',
    charFrom: 0,
    charTo: 1,
    id: 1,
    score: 1,
  };
  const result: SearchResult = { passages: text === null ? [] : [passage], answerability: 0.9, features: {} };
  return {
    search: { search: async () => result },
    defaultLocale: 'en',
    brain,
    taxonomy: TAXONOMY,
    checks: { allowedHosts: [] },
    log: silentLog,
  };
}

describe('replayImpact', () => {
  async function replay(before: Side, after: Side, assessAgain = false) {
    const signal = new AbortController().signal;
    return replayImpact({ turns: [TURN], before, after, assessAgain, signal, progress: () => {} });
  }

  it('compares two replays, not a replay with what an earlier release wrote', async () => {
    const [same] = await replay(side('Return it within 30 days.'), side('Return it within 30 days.'));
    expect(same?.difference.kind).toBe('none');
    const [other] = await replay(side('Return it within 30 days.'), side('Return it within 14 days.'));
    expect(other?.difference).toMatchObject({ kind: 'facts', gone: ['Return it within 30 days.'] });
  });

  it('understands the message anew only when the prompts differ', async () => {
    const [before, after] = [new QuotingBrain(), new QuotingBrain()];
    await replay(side('x', before), side('x', after));
    expect(before.asked.assess.length + after.asked.assess.length).toBe(0);
    await replay(side('x', before), side('x', after), true);
    expect([before.asked.assess.length, after.asked.assess.length]).toEqual([1, 1]);
  });

  it('reads as a page with the gravest difference first', async () => {
    const impacts = await replay(side('Return it within 30 days.'), side(null));
    const page = impactPage({ change: 'Without article 1', brain: 'local', impacts, unreadable: 2 });
    expect(page).toContain('Without article 1: 1 of 1 replayed drafts would differ (local brain)');
    expect(page).toContain('Ticket 42, “Return”: another kind of outcome');
    expect(page).toContain('  - Return it within 30 days.');
    expect(page).toContain('2 turns of an earlier release could not be read');
  });
});
