import { describe, expect, it } from 'vitest';
import { GiveUp } from '../platform/errors.ts';
import { assertSendable } from './reply-guard.ts';

describe('assertSendable', () => {
  it.each([
    '<p>As said [1].</p>',
    '<p><img src="https://x.example/a.png"></p>',
    '<p onclick="x()">Hi</p>',
    '<a href="javascript:x()">y</a>',
    '<a href="https://x.example" style="color:red">y</a>',
    '<p>a < b</p>',
    '<p> </p>',
    '',
  ])('stops %j', (html) => {
    expect(() => assertSendable(html)).toThrow(GiveUp);
  });

  it.each([
    '<p>Yes.</p>',
    '<p>See<br><a href="https://kettleandpine.example/hc/1?a=b&amp;c=d">Returns &amp; refunds</a></p>',
    '<p>Write to <a href="mailto:help@kettleandpine.example">us</a>.<br/></p>',
  ])('lets %j pass', (html) => {
    expect(() => assertSendable(html)).not.toThrow();
  });
});
