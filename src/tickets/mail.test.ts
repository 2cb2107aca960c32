import { describe, expect, it } from 'vitest';
import { machineMailOf, newestText } from './mail.ts';

describe('newestText', () => {
  it('takes off what the customer quoted', () => {
    expect(
      newestText(
        'It is order 1042.\n\nOn Tue, 3 Nov 2026 at 10:00, Support <help@kettleandpine.example> wrote:\n> Which order is it?',
      ),
    ).toBe('It is order 1042.');
  });

  it('takes off the sent-from line', () => {
    expect(newestText('Where is my parcel?\n\nSent from my iPhone')).toBe('Where is my parcel?');
  });

  it('keeps the whole text rather than nothing', () => {
    expect(newestText('> only a quote')).toBe('> only a quote');
  });

  it('stays quick on text made to be slow', () => {
    const started = performance.now();
    newestText('On '.repeat(60_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('machineMailOf', () => {
  it.each([
    ['Automatic reply: Your order', 'I am away.', null, 'auto_reply'],
    ['Abwesenheitsnotiz', 'Ich bin im Urlaub.', null, 'auto_reply'],
    ['Re: your question', 'I am currently out of office and will return on 3 January.', null, 'auto_reply'],
    ['Undeliverable: Your order', 'x', null, 'bounce'],
    ['hello', 'x', 'MAILER-DAEMON@mx.example', 'bounce'],
  ])('knows %s as machine mail', (subject, text, from, kind) => {
    expect(machineMailOf({ subject, text, from })).toBe(kind);
  });

  it.each([
    ['Office delivery', 'Can you deliver to our office? I am out of coffee.'],
    ['Away for two weeks', 'I am away next week, can you hold my Bean Club parcel?'],
    ['Automatic grinder', 'My automatic grinder does not reply to the button.'],
  ])('lets a person through: %s', (subject, text) => {
    expect(machineMailOf({ subject, text, from: 'eva@example.org' })).toBeNull();
  });
});
