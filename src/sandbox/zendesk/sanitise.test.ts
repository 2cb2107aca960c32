import { describe, expect, it } from 'vitest';
import { fromText, toText } from './html-text.ts';
import { sanitiseArticle, sanitiseComment } from './sanitise.ts';

describe('sanitiseComment', () => {
  it('keeps what a note needs', () => {
    const html =
      '<h3>Draft</h3><p>Hello <strong>Ada</strong><br>bye</p><ul><li>one</li></ul><hr><table><tr><td>1</td></tr></table>';
    expect(sanitiseComment(html)).toBe(html);
  });

  it.each([
    ['<script>alert(1)</script>after', 'after'],
    ['<style>p{}</style>x', 'x'],
    ['<p onclick="alert(1)" style="color:red">x</p>', '<p>x</p>'],
    ['<img src=x onerror=alert(1)>', ''],
    ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
    ['<a href=" JaVaScRiPt:alert(1)">x</a>', '<a>x</a>'],
    ['<a href="data:text/html,x">x</a>', '<a>x</a>'],
    ['<svg><a href="https://x.example"><script>1</script></a></svg>ok', 'ok'],
    ['<iframe src="https://x.example">in</iframe>', ''],
    ['<form action="/x"><p>x</p></form>', '<p>x</p>'],
    ['&lt;script&gt;', '&lt;script&gt;'],
    ['<scr<script>ipt>alert(1)</script>', 'ipt&gt;alert(1)'],
  ])('makes %s harmless', (given, safe) => {
    expect(sanitiseComment(given)).toBe(safe);
  });

  it('closes what was left open, so that a note cannot swallow the page', () => {
    expect(sanitiseComment('<blockquote><p>never closed')).toBe('<blockquote><p>never closed</p></blockquote>');
  });

  it('escapes quotes in a link', () => {
    expect(sanitiseComment("<a href='https://x.example/?a=\"b'>x</a>")).toContain(
      'href="https://x.example/?a=&quot;b"',
    );
  });
});

describe('sanitiseArticle', () => {
  it('gives each heading an id of its own and keeps a given one', () => {
    const html = sanitiseArticle('<h2>Who pays?</h2><h2>Who pays?</h2><h3 id="mine">X <em>y</em></h3>');
    expect(html).toBe(
      '<h2 id="h_who-pays">Who pays?</h2><h2 id="h_who-pays-2">Who pays?</h2><h3 id="mine">X <em>y</em></h3>',
    );
  });
});

describe('text', () => {
  it('turns lines into paragraphs and addresses into links', () => {
    expect(fromText('Hi <b>\n\nsee https://x.example/a, please')).toBe(
      '<p>Hi &lt;b&gt;</p><p>see <a href="https://x.example/a" rel="nofollow noopener noreferrer">https://x.example/a</a>, please</p>',
    );
  });

  it('reads HTML aloud line by line', () => {
    expect(toText('<p>One<br>two</p><ul><li>a</li><li>b</li></ul><p>end &amp; out</p>')).toBe(
      'One\ntwo\n- a\n- b\n\nend & out',
    );
  });
});
