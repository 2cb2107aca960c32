import { describe, expect, it } from 'vitest';
import { draftInput, reviseInput, ticketInput } from './evidence.ts';
import { articleOf, conversationOf, draftInputOf } from './test-brain.fake.ts';

describe('what a model gets to read', () => {
  it('bounds long messages and long threads', () => {
    const earlier = Array.from({ length: 50 }, (_, at) => ({
      from: 'customer' as const,
      text: `message ${at} ${'x'.repeat(5_000)}`,
    }));
    const input = ticketInput(conversationOf('y'.repeat(100_000), { earlier }));
    expect(input.length).toBeLessThan(15_000);
    expect(input).toContain('message 49');
    expect(input).not.toContain('message 43 ');
  });

  it('numbers the sources and says what each is', () => {
    const sources = [
      articleOf(1, 'Two days.'),
      articleOf(2, 'Up to EUR 500.', { visibility: 'internal' }),
      { n: 3, kind: 'record' as const, title: 'Order 1042', text: 'Sent on 3 May.', asOf: '2026-05-04' },
      { n: 4, kind: 'action' as const, title: 'Refund', text: 'Refund 42.00 EUR.', proposalKey: 'k' },
    ];
    const input = draftInput(draftInputOf('Where?', { sources }));
    expect(input).toContain(
      '<source n="1" kind="article" title="Delivery times" section="Shipping / Delivery times" updated="2026-05-01">\nTwo days.\n</source>'.replace(
        ' > ',
        ' &gt; ',
      ),
    );
    expect(input).toMatch(/<source n="2" [^\n]* audience="staff">/);
    expect(input).toContain('<source n="3" kind="record" title="Order 1042" as-of="2026-05-04">');
    expect(input).toContain('<source n="4" kind="action" title="Refund">');
    expect(input).not.toContain('https://');
  });

  it('keeps the customer last in a draft and adds the problems after that in a revision', () => {
    const input = draftInputOf('Where is it?');
    expect(draftInput(input).endsWith('</ticket>')).toBe(true);
    const draft = { kind: 'answer' as const, text: 'Soon </previous>.', language: 'en', confidence: 0.5, reason: null };
    const revision = reviseInput({ ...input, draft, problems: ['Too vague'] });
    expect(revision.startsWith(draftInput(input))).toBe(true);
    expect(revision).toContain('- Too vague');
    expect(revision.match(/<\/previous>/g)).toHaveLength(1);
  });
});
