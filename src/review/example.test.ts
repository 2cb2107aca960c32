import { describe, expect, it } from 'vitest';
import { anonymised, exampleOf } from './example.ts';
import type { Review } from './review.ts';
import { sampleShown } from './shown.fake.ts';

const shown = sampleShown({
  customerMessage:
    'This is Noor de Wit (noor@mail.example, +31 6 1234 5678). My card 4111 1111 1111 1111, my password is hunter22. Order 1042.',
});
const review: Review = {
  id: 12,
  turnId: 5,
  caseId: 4,
  ticketId: 48_213,
  revision: 3,
  fingerprint: 'f'.repeat(64),
  state: 'edited',
  shown,
  openedAt: new Date(),
  expiresAt: new Date(),
  askedOf: null,
  closedReason: null,
  newer: null,
  wholeInThread: false,
  decision: {
    id: 1,
    kind: 'edit',
    actor: { kind: 'slack', id: 'U1', name: 'Mira', email: null },
    finalText: 'Dear Noor, sorry! [1]',
    reason: null,
    decidedAt: new Date(),
  },
  carriedOut: [],
};

describe('a case as an example', () => {
  it('keeps what the case is about and nothing of whom it is about', () => {
    const example = exampleOf(review);
    const all = JSON.stringify(example);
    for (const secret of ['Noor', 'Wit', 'noor@', '1234 5678', '4111', 'hunter22']) expect(all).not.toContain(secret);
    expect(all).toContain('1042');
    expect(example.slug).toBe('refund-12');
    expect(example.expected).toMatchObject({ decision: 'edit', reply: 'Dear [name], sorry!', intent: 'refund' });
  });

  it('has the parts of a fixture folder', () => {
    expect(Object.keys(exampleOf(review))).toEqual(['slug', 'ticket', 'knowledge', 'model', 'expected', 'notes']);
  });

  it('takes out names as whole words only', () => {
    expect(anonymised('Ann annoys Annabel, ann.', 'Ann Lee')).toBe('[name] annoys Annabel, [name].');
  });
});
