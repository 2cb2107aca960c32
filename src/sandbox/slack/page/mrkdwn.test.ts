import { describe, expect, it } from 'vitest';
import { parseMrkdwn } from './mrkdwn.js';

describe('parseMrkdwn', () => {
  it('reads bold, italic, strike and code, also inside each other', () => {
    expect(parseMrkdwn('*Intent* is _not ~so~ sure_, see `a*b*c`')).toEqual([
      { type: 'bold', children: [{ type: 'text', text: 'Intent' }] },
      { type: 'text', text: ' is ' },
      {
        type: 'italic',
        children: [
          { type: 'text', text: 'not ' },
          { type: 'strike', children: [{ type: 'text', text: 'so' }] },
          { type: 'text', text: ' sure' },
        ],
      },
      { type: 'text', text: ', see ' },
      { type: 'code', text: 'a*b*c' },
    ]);
  });

  it('leaves marks inside words and loose marks alone', () => {
    for (const text of ['snake_case_name', '2 * 3 * 4', '10~12 days', 'a <b']) {
      expect(parseMrkdwn(text)).toEqual([{ type: 'text', text }]);
    }
  });

  it('reads links, mentions, groups, broadcasts and dates', () => {
    const types = parseMrkdwn(
      '<https://a.example/?b=1&amp;c|Source> <@U1> <#C1> <!subteam^S1> <!here> <!date^1762^{time}|x>',
    )
      .filter((node) => node.type !== 'text')
      .map((node) => node.type);
    expect(types).toEqual(['link', 'user', 'channel', 'group', 'broadcast', 'date']);
    expect(parseMrkdwn('<https://a.example/?b=1&amp;c|Source>')).toEqual([
      { type: 'link', url: 'https://a.example/?b=1&c', text: 'Source' },
    ]);
  });

  it('turns escaped brackets into words, never into mentions', () => {
    expect(parseMrkdwn('&lt;!channel&gt; &amp; co')).toEqual([{ type: 'text', text: '<!channel> & co' }]);
  });

  it('links bare addresses only when the text is not verbatim', () => {
    const text = 'see https://a.example/x.';
    expect(parseMrkdwn(text)[1]).toEqual({ type: 'link', url: 'https://a.example/x', text: 'https://a.example/x' });
    expect(parseMrkdwn(text, { verbatim: true }).every((node) => node.type === 'text')).toBe(true);
  });

  it('quotes lines that start with an arrow, escaped or not, and keeps code blocks as they are', () => {
    expect(parseMrkdwn('&gt; one\n> two\nthree\n```a *b*\n```')).toEqual([
      {
        type: 'quote',
        children: [{ type: 'text', text: 'one' }, { type: 'break' }, { type: 'text', text: 'two' }],
      },
      { type: 'text', text: 'three' },
      { type: 'break' },
      { type: 'pre', text: 'a *b*' },
    ]);
  });
});
