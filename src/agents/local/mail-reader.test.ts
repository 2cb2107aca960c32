import { describe, expect, it } from 'vitest';
import { loadTaxonomy } from '../../tickets/intent.ts';
import { trainClassifier } from './classifier.ts';
import { readMail } from './mail-reader.ts';

const taxonomy = await loadTaxonomy(new URL('../../../prompts/intents.yaml', import.meta.url).pathname);
const examples = taxonomy.intents.flatMap((intent) => intent.examples.map((text) => ({ text, label: intent.label })));
const classifier = trainClassifier(examples, { background: taxonomy.background });
const read = (text: string, subject = '') => readMail(classifier, subject, text);

describe('readMail', () => {
  it('finds the request between greeting, stories and signature', () => {
    const mail =
      'Dear team,\n\nI hope you are well. The weather is dreadful and we had friends over at the weekend.\n\nPlease cancel my Bean Club subscription.\n\nKind regards,\nJo Smith\nNorth Street 4\nSent from my iPhone';
    expect(read(mail).intent).toBe('subscription_cancel');
  });

  it('reports a second request', () => {
    const reading = read(
      'I forgot my password and cannot log in to my account.\nAlso, can you send me a VAT invoice for my last order?',
    );
    expect(new Set([reading.intent, reading.secondIntent])).toEqual(new Set(['account_access', 'invoice_request']));
  });

  it('admits that a question belongs to no intent, and ranks what comes nearest', () => {
    const reading = read('Who won the football match in Madrid last night?');
    expect(reading.intent).toBe('unknown');
    expect(reading.alternatives.length).toBeGreaterThan(0);
  });

  it('reads the subject when the message says nothing', () => {
    expect(read('see subject, thanks', 'Re: I forgot my password').intent).toBe('account_access');
  });

  it('is unknown for an empty mail', () => {
    expect(read('')).toMatchObject({ intent: 'unknown', confidence: 1 });
  });
});
