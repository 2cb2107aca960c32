import { assessmentOf } from '../../tickets/assessment.fake.ts';
import type { ActionSource, ArticleSource, RecordSource } from '../../tickets/draft.ts';
import type { Conversation, DraftInput } from '../brain.ts';

export function fakeConversation(changes: Partial<Conversation> = {}): Conversation {
  const requester = { name: 'Anna de Wit', locale: 'en-US' };
  return { subject: '', newest: 'Where is my order?', earlier: [], requester, ...changes };
}

export function fakeArticle(n: number, changes: Partial<ArticleSource> = {}): ArticleSource {
  return {
    n,
    kind: 'article',
    passageId: n,
    articleId: `a${n}`,
    version: 'v1',
    title: 'An article',
    headingPath: [],
    url: `https://help.example/a${n}`,
    visibility: 'public',
    text: '',
    updatedAt: '2026-01-01T00:00:00.000Z',
    score: 10,
    ...changes,
  };
}

export function fakeRecord(n: number, title: string, text: string): RecordSource {
  return { n, kind: 'record', title, text, asOf: '2026-01-01T00:00:00.000Z' };
}

export function fakeAction(n: number, text: string): ActionSource {
  return { n, kind: 'action', title: text, text, proposalKey: `p${n}` };
}

export function fakeDraftInput(changes: Partial<DraftInput> = {}): DraftInput {
  return {
    conversation: fakeConversation(),
    assessment: assessmentOf(),
    intent: null,
    sources: [],
    answerability: 0.8,
    askFor: null,
    ...changes,
  };
}
