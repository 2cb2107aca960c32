import { describe, expect, it } from 'vitest';
import type { TurnSoFar } from './stage.ts';
import { triedOf } from './tried.ts';

type Results = TurnSoFar['results'];

function tried(changes: {
  retrieve?: object;
  facts?: object;
  draft?: object;
  assess?: object;
  check?: object;
}): string[] {
  const facts = {
    orders: [{}, {}],
    invoices: [{}],
    subscriptions: [],
    account: null,
    notFound: [],
    withheld: null,
    ...changes.facts,
  };
  const results = {
    assess: { fellBack: null, ...changes.assess },
    retrieve: { sources: [], silent: [], facts, ...changes.retrieve },
    draft: { silent: [], askedFields: [], fellBack: null, ...changes.draft },
    check: { revised: false, ...changes.check },
  };
  return triedOf({ results: results as unknown as Results } as TurnSoFar);
}

describe('what was tried', () => {
  it('tells what was found, once each', () => {
    const article = { kind: 'article', visibility: 'public', title: 'Returns' };
    const sources = [article, article, { ...article, visibility: 'internal', title: 'For staff' }];
    expect(tried({ retrieve: { sources, silent: ['erp.get_order: no answer.'] } })).toEqual([
      'Searched the help centre: “Returns”.',
      'Looked up the requester’s own records: 2 orders, 1 invoice, 0 subscriptions.',
      'erp.get_order: no answer.',
    ]);
  });

  it('tells what was not found, not looked up, or locked', () => {
    expect(tried({})[0]).toBe('Searched the help centre: nothing that fits.');
    expect(tried({ facts: { withheld: 'The address is not verified.' } })[1]).toBe('The address is not verified.');
    const facts = { notFound: ['1070'], account: { status: 'locked', lockedBecause: 'fraud' } };
    expect(tried({ facts }).slice(2)).toEqual([
      'Their account is locked (suspicion of fraud).',
      '1070 is not theirs, or does not exist.',
    ]);
  });

  it('tells what the customer was asked, and what the brains went through', () => {
    const lines = tried({
      draft: { askedFields: ['order_number'] },
      assess: { fellBack: '429' },
      check: { revised: true },
    });
    expect(lines.slice(2)).toEqual([
      'The customer was already asked for: order number.',
      'The model did not answer, so the local brain read the message.',
      'The draft was written anew once, because of what the checks found.',
    ]);
  });
});
