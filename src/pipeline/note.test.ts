import { describe, expect, it } from 'vitest';
import type { ShownReview } from '../review/review.ts';
import { assessmentOf } from '../tickets/assessment.fake.ts';
import { failedNote, freshness, noteHtml } from './note.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

function shown(changes: Partial<ShownReview> = {}): ShownReview {
  return {
    ticketId: 1,
    ticketUrl: 'http://desk.example/1',
    subject: 'Returns',
    requester: { name: 'Eva', tier: 'standard', verified: true },
    customerMessage: 'How?',
    intentName: 'Return an item',
    assessment: assessmentOf(),
    draft: {
      kind: 'answer',
      text: 'Hello Eva,\n\nYou have 30 days. [1]',
      language: 'en',
      confidence: 0.9,
      reason: null,
    },
    sentences: [{ text: 'You have 30 days.', citations: [1], state: 'backed' }],
    sources: [
      {
        n: 1,
        kind: 'article',
        passageId: 1,
        articleId: 'a',
        version: 'v',
        title: 'Returns & refunds',
        headingPath: ['Window'],
        url: 'https://shop.example/1',
        visibility: 'public',
        text: 't',
        updatedAt: '2026-09-01T00:00:00Z',
        score: 1,
      },
      {
        n: 2,
        kind: 'article',
        passageId: 2,
        articleId: 'b',
        version: 'v',
        title: 'Exceptions',
        headingPath: [],
        url: 'https://shop.example/2',
        visibility: 'internal',
        text: 'secret',
        updatedAt: '2021-09-01T00:00:00Z',
        score: 1,
      },
    ],
    proposals: [],
    findings: [],
    reasons: [{ code: 'mode', words: 'Read first.' }],
    confidence: 0.9,
    nextStep: 'Check and send.',
    base: { lastPublicCommentId: 1, stamp: 's', settled: true, tags: [] },
    ...changes,
  };
}

const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('noteHtml', () => {
  it('warns right under a draft that speaks of an action as done', () => {
    const action = { n: 3, kind: 'action' as const, title: 'Refund 12.50 EUR', text: 'Refunded 12.50 EUR' };
    const draft = { ...shown().draft, text: 'We have refunded 12.50 EUR. [3]' };
    const sources = [...shown().sources, action] as ShownReview['sources'];
    const html = noteHtml(shown({ draft, sources }), { now: NOW, askedInSlack: false });
    expect(html).toContain('</blockquote><p>⚠ Not true yet: send it only after');
    expect(noteHtml(shown({ sources }), { now: NOW, askedInSlack: false })).not.toContain('Not true yet');
  });

  it('says right under the draft who else would get it', () => {
    const html = noteHtml(shown({ copied: ['Rob <b>Stranger</b>'] }), { now: NOW, askedInSlack: false });
    expect(html).toContain(
      '</blockquote><p>⚠ In copy, so a reply goes to them too: Rob &lt;b&gt;Stranger&lt;/b&gt;</p>',
    );
    expect(noteHtml(shown(), { now: NOW, askedInSlack: false })).not.toContain('In copy');
  });

  it('puts the draft first, without marks and ready to copy', () => {
    const html = noteHtml(shown(), { now: NOW, askedInSlack: false });
    expect(
      html.startsWith(
        '<h3>Deskhand · Draft reply</h3><blockquote><p>Hello Eva,</p><p>You have 30 days.</p></blockquote>',
      ),
    ).toBe(true);
  });

  it('then numbers the sources with their age, says what is backed, why and what next', () => {
    const text = textOf(noteHtml(shown(), { now: NOW, askedInSlack: true }));
    expect(text).toContain('[1] Returns &amp; refunds , “Window” (updated 2 months ago)');
    expect(text).toContain('Every claim in the draft is backed');
    expect(text).toContain('Read first.');
    expect(text).toContain('Next step: Check and send. The question is also in Slack');
    expect(text).toContain('Return an item (High confidence)');
  });

  it('sets staff-only guidance apart and warns of old articles', () => {
    const text = textOf(noteHtml(shown(), { now: NOW, askedInSlack: false }));
    expect(text).toContain('For staff only, never for the customer [2] Exceptions (⚠ not updated for 5 years)');
    expect(text).not.toContain('secret');
  });

  it('calls an unsure draft a lead and not an answer', () => {
    const html = noteHtml(shown({ confidence: 0.3 }), { now: NOW, askedInSlack: false });
    expect(html.startsWith('<h3>Deskhand · A lead, not an answer')).toBe(true);
  });

  it('lists what to check instead of claiming that all is well', () => {
    const html = noteHtml(
      shown({ findings: [{ code: 'unbacked', severity: 'block', words: 'No source backs: “You have 60 days.”' }] }),
      { now: NOW, askedInSlack: false },
    );
    expect(textOf(html)).toContain('Please check No source backs');
    expect(textOf(html)).not.toContain('Every claim');
  });

  it('escapes everything that came from outside', () => {
    const nasty = '<img src=x onerror=alert(1)>';
    const html = noteHtml(
      shown({
        draft: { kind: 'answer', text: nasty, language: 'en', confidence: 0.5, reason: null },
        intentName: nasty,
        nextStep: nasty,
        reasons: [{ code: 'x', words: nasty }],
        assessment: assessmentOf({ summary: nasty, missingFields: [nasty] }),
      }),
      { now: NOW, askedInSlack: false },
    );
    expect(html).not.toContain('<img');
  });

  it('says so when the work failed', () => {
    expect(failedNote('<b>')).toContain('&lt;b&gt;');
  });
});

describe('freshness', () => {
  it.each([
    ['2026-11-20T08:00:00Z', 'updated today'],
    ['2026-11-19T08:00:00Z', 'updated yesterday'],
    ['2026-10-25T12:00:00Z', 'updated 26 days ago'],
    ['2026-02-01T12:00:00Z', 'updated 9 months ago'],
    ['2023-02-01T12:00:00Z', '⚠ not updated for 3 years'],
  ])('%s reads as %s', (at, words) => {
    expect(freshness(at, NOW)).toBe(words);
  });
});
