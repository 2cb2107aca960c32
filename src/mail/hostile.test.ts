import { describe, expect, it } from 'vitest';
import { machineMailOf } from './machine-mail.ts';
import { parseMail } from './parse-mail.ts';
import { splitMail } from './split-mail.ts';

const SIZE = 150_000;
/** Far above what it takes (see the README), and far below what a quadratic step would take: those were 5 to 20 s. */
const LIMIT_MS = 2_500;

const fill = (piece: string, size = SIZE): string => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

const TEXTS: readonly [string, string][] = [
  ['"On " without end', fill('On ')],
  ['"On 3 " lines', fill('On 3 \n')],
  ['attributions that never end', fill('On 3 Nov 2026 at 10:00 Support <help@x.example>\n')],
  ['labels without end', fill('From: a@b.example\n')],
  ['unknown labels', fill('a: b\n')],
  ['quote marks', fill('>')],
  ['quote marks in lines', fill('> > > >\n')],
  ['one line of spaces', fill(' ')],
  ['blank lines', fill('\n')],
  ['dashes', fill('-')],
  ['rules', fill('-- \n')],
  ['dashes and words', fill('--a ')],
  ['names', fill('Eva Bakker\n\n')],
  ['closings', fill('Kind regards,\n')],
  ['footers', fill('Sent from my iPhone\n')],
  ['legal paragraphs', fill('This e-mail is confidential and intended solely for you.\n\n')],
  ['addresses', fill('a@b.c')],
  ['at signs', fill('@')],
  ['digits', fill('1')],
  ['digits and spaces', fill('1 ')],
  ['colons', fill(':')],
  ['accents', fill('a\u0301\u0301\u0301')],
  ['a ligature that grows', fill('\ufdfa')],
  ['links', fill('http://a ')],
  ['stars', fill('*a')],
];

const PAGES: readonly [string, string][] = [
  ['nested divs', fill('<div>')],
  ['nested quotes', fill('<blockquote>')],
  ['nested lists', fill('<ul><li>')],
  ['cells', fill('<td>a')],
  ['links in one line', fill('<a href="https://a.example">b</a> ')],
  ['open brackets', fill('<')],
  ['open tag', `<div ${fill('a="b" ')}`],
  ['open comment', `<!--${fill('-')}`],
  ['entities', fill('&amp;')],
  ['broken entities', fill('&a')],
  ['styles', `<p style="${fill('display:')}">x</p>`],
  ['classes', `<p class="${fill('gmail ')}">x</p>`],
  ['breaks', fill('<br>')],
  ['words in tags', fill('a<b>b</b>')],
  ['closing tags', fill('</div>')],
];

function quickly(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

describe('text made to be slow', () => {
  it.each(TEXTS)('is read in bounded time: %s', (_, text) => {
    expect(quickly(() => splitMail({ text, html: null, sender: 'Eva Bakker' }))).toBeLessThan(LIMIT_MS);
    expect(quickly(() => machineMailOf({ subject: text, text, from: { name: text, address: text } }))).toBeLessThan(
      LIMIT_MS,
    );
  });
});

describe('HTML made to be slow', () => {
  it.each(PAGES)('is read in bounded time: %s', (_, html) => {
    expect(quickly(() => splitMail({ text: null, html }))).toBeLessThan(LIMIT_MS);
  });

  it('keeps the words of markup that nobody could have meant', () => {
    expect(splitMail({ text: null, html: `${'<div>'.repeat(30_000)}Where is my parcel?` }).newest).toBe(
      'Where is my parcel?',
    );
  });
});

describe('raw mail made to be slow', () => {
  it.each([
    ['headers', fill('X-A: b\r\n')],
    ['one folded header', `Subject: a\r\n${fill(' b\r\n')}`],
    [
      'parts in parts',
      `Content-Type: multipart/mixed; boundary=a\r\n\r\n${fill('--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n')}`,
    ],
    ['empty parts', `Content-Type: multipart/mixed; boundary=a\r\n\r\n${fill('--a\r\n\r\nx\r\n', 1_000_000)}`],
    ['addresses', `From: ${fill('<a@b>,')}\r\n\r\nx`],
    ['encoded words', `Subject: ${fill('=?UTF-8?Q?a?= ')}\r\n\r\nx`],
    ['mails in mails', fill('Content-Type: message/rfc822\r\n\r\n')],
    ['nothing but bytes', fill('\u0000\u00ff')],
  ])('is read or refused with a reason: %s', async (_, raw) => {
    const started = performance.now();
    const parsed = await parseMail(raw);
    expect(performance.now() - started).toBeLessThan(LIMIT_MS);
    if (parsed.kind === 'unreadable') expect(parsed.reason).not.toBe('');
  });
});
