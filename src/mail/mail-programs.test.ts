import { describe, expect, it } from 'vitest';
import { splitMail } from './split-mail.ts';

/**
 * Shapes of mail programs that differ in more than language. Several are recalled from the public fixtures of GitHub's, Crisp's, Zapier's
 * and talon's reply parsers (MIT, Apache-2.0), so they say nothing about mail that those parsers' authors had not seen.
 */
describe('mail programs, in text', () => {
  it.each([
    [
      'torch',
      'I get proper rendering as well.\n\nSent from a magnificent torch of pixels\n\nOn Dec 16, 2011, at 12:47 PM, Corey Donohoe\n<reply@reply.github.com>\nwrote:\n\n> Was this caching related or fixed already?',
      'I get proper rendering as well.',
    ],
    [
      'inline1',
      'Hi,\nOn Tue, 2011-03-01 at 18:02 +0530, Abhishek Kona wrote:\n> Hi folks\n>\n> What is the best way\nYou can list the keys.\n\nSomething like:\n\n  String a = 1;\n\nSee also\n\nhttp://x.y/\n\n>\n> -Abhishek Kona\n>\n>\n> _______________________________________________\n> riak-users mailing list\n\n\n_______________________________________________\nriak-users mailing list\nriak-users@lists.basho.com\nhttp://lists.basho.com/mailman/listinfo/riak-users_lists.basho.com',
      'Hi,\nYou can list the keys.\n\nSomething like:\n\n  String a = 1;\n\nSee also\n\nhttp://x.y/',
    ],
    [
      'sig mid',
      'this is an email with a correct -- signature.\n\n-- \nrick',
      'this is an email with a correct -- signature.',
    ],
    [
      'sig no empty',
      'hello, this is an email with a correct signature\n--\nrick',
      'hello, this is an email with a correct signature',
    ],
    [
      'otoh',
      'On the other hand, foo said bar. On 3 May I was there.\nIt was nice.\n\nOn Oct 1, 2012, at 11:55 PM, Dave Tapley wrote:\n\n> x',
      'On the other hand, foo said bar. On 3 May I was there.\nIt was nice.',
    ],
    [
      'nospace wrote',
      'This is a test\n\nOn Tue, Sep 25, 2012 at 8:59 AM, Chris Wanstrath\n<notifications@github.com>wrote:\n\n> Steps',
      'This is a test',
    ],
    [
      'defunkt',
      'Awesome!\n\nOn Aug 22, 2011, at 7:37 PM, defunkt<reply@reply.github.com> wrote:\n\n> Loader',
      'Awesome!',
    ],
    ['hotmail txt', 'Hello\n\n> Subject: Test\n> From: bob@example.com\n> Date: x\n>\n> Hi', 'Hello'],
    [
      'outlook express',
      'Hello\n  ----- Original Message ----- \n  From: bob@xxx.mailgun.org \n  To: xxx@gmail.com ; xxx@hotmail.com ; xxx@yahoo.com ; xxx@aol.com ; xxx@comcast.net ; xxx@nyc.rr.com \n  Sent: Tuesday, April 03, 2012 4:19 PM\n  Subject: Hi\n\n\n  Hi',
      'Hello',
    ],
    [
      'yahoo txt',
      'Hello\n\n\n________________________________\n From: "bob@xxx.mailgun.org" <bob@xxx.mailgun.org>\nTo: xxx@gmail.com; xxx@hotmail.com\nSent: Tuesday, April 3, 2012 5:19 PM\nSubject: Hi\n \nHi\n',
      'Hello',
    ],
    [
      'sparrow',
      'Hello \n\n-- \nxxx\nSent with Sparrow (http://www.sparrowmailapp.com/?sig)\n\n\nOn Tuesday, April 3, 2012 at 4:55 PM, xxx wrote:\n\n> Hi',
      'Hello',
    ],
    [
      'fence',
      'Run this:\n\n```\n> npm install\n> npm test\n```\n\nThen tell me.',
      'Run this:\n\n```\n> npm install\n> npm test\n```\n\nThen tell me.',
    ],
    [
      'bullets',
      'One: Here is what I got.\n\n- This would be the first bullet point that wraps\nto the second line\n- This is the second\n- This is the third\n\nTwo:\n- x',
      'One: Here is what I got.\n\n- This would be the first bullet point that wraps\nto the second line\n- This is the second\n- This is the third\n\nTwo:\n- x',
    ],
    ['crlf', 'Hello\r\n\r\nOn Apr 3, 2012, at 4:19 PM, bob wrote:\r\n\r\n> Hi\r\n', 'Hello'],
    [
      'chinese',
      '你好，请问什么时候发货？\n\n------------------ 原始邮件 ------------------\n发件人: "Support" <a@b.com>;\n发送时间: 2024年1月15日(星期一) 下午2:30\n收件人: "x"<x@y.com>;\n主题: 订单\n\n你好',
      '你好，请问什么时候发货？',
    ],
    [
      'notes',
      'Hallo\n\nVon:\tSupport <a@b.de>\nAn:\tEva <eva@x.de>\nDatum:\t03.11.2026 10:00\nBetreff:\tIhre Bestellung\n\nText',
      'Hallo',
    ],
    [
      'thunder fwd',
      'Siehe unten.\n\n-------- Weitergeleitete Nachricht --------\nBetreff: \tTest\nDatum: \tTue, 3 Nov 2026 10:00:00 +0100\nVon: \tSupport <a@b.de>\nAn: \teva@x.de\n\nText',
      'Siehe unten.',
    ],
    [
      'wrote date after',
      'Thanks, that worked.\n\nJohn Doe <john@doe.com> schrieb am Di., 3. Nov. 2026, 10:00:\n\n> x',
      'Thanks, that worked.',
    ],
    [
      'wrote date after 2',
      'Thanks, that worked.\n\n"John Doe" <john@doe.com> wrote on 03/11/2026 10:00:15:\n\nText here',
      'Thanks, that worked.',
    ],
    [
      'notes en',
      'Thanks, that worked.\n\nFrom:   "John" <j@d.com>\nTo:     "Eva" <e@x.com>\nDate:   03/11/2026 10:00\nSubject:        Re: x\n\n\n\nText',
      'Thanks, that worked.',
    ],
    [
      'gmail es',
      'Gracias, ya funciona.\n\nEl mar., 3 nov. 2026 10:00, Support <a@b.com> escribió:\n\n> x',
      'Gracias, ya funciona.',
    ],
    ['pl w dniu', 'Dzięki.\n\nW dniu 2026-11-03 o 10:00, Support pisze:\n> x', 'Dzięki.'],
    ['wt', 'OK super.\n\nW dniu wt., 3.11.2026 o 10:00 Support <a@b.com> napisał(a):\n\n> x', 'OK super.'],
    ['cz', 'Díky moc.\n\nDne 3.11.2026 v 10:00 Support napsal(a):\n> x', 'Díky moc.'],
    [
      'cz2',
      'Díky moc.\n\n---------- Původní e-mail ----------\nOd: Support <a@b.cz>\nKomu: eva@x.cz\nDatum: 3. 11. 2026 10:00:00\nPředmět: Re: x\n\nText',
      'Díky moc.',
    ],
    [
      'it forward',
      'Vedi sotto.\n\nInizio messaggio inoltrato:\n\nDa: Support <a@b.it>\nOggetto: x\nData: 3 novembre 2026 alle ore 10:00:00 CET\nA: eva@x.it\n\nText',
      'Vedi sotto.',
    ],
    ['emoji', 'Great 👍🎉\n\nOn Mon, Dec 15, 2024 at 3:00 PM 🎉 Party <p@x.com> wrote:\n> x', 'Great 👍🎉'],
    [
      'multi sig',
      'Text here please help me.\n\nBest,\nEva\n\n--\nEva Bakker\nCEO\n\nSent from my iPhone',
      'Text here please help me.',
    ],
    ['quote then sig', 'Here is my answer.\n\n> question\n\nRegards,\nEva', 'Here is my answer.'],
    ['24h', 'Sure thing.\n\nOn 2024-12-15T14:30:00Z, John <j@x.com> wrote:\n> x', 'Sure thing.'],
    ['rfc date', 'Sure thing.\n\nOn Mon, 15 Dec 2024 14:30:00 +0000, John Smith <j@x.com> said:\n> x', 'Sure thing.'],
    ['at name', 'Sure thing.\n\nAt 10:00 AM 11/3/2026, John Smith wrote:\n>x', 'Sure thing.'],
    ['quoting', 'Sure thing.\n\nQuoting John Smith <j@x.com>:\n\n> x', 'Sure thing.'],
    ['zitat', 'Alles klar.\n\nZitat von John Smith <j@x.com>:\n\n> x', 'Alles klar.'],
    [
      'gesendet dt',
      'Alles klar.\n\nGesendet: Dienstag, 03. November 2026 um 10:00 Uhr\nVon: "Support" <a@b.de>\nAn: eva@x.de\nBetreff: Re: x\n\nText',
      'Alles klar.',
    ],
    [
      'samsung',
      'Alles klar.\n\n-------- Ursprüngliche Nachricht --------\nVon: Support <a@b.de>\nDatum: 03.11.26 10:00 (GMT+01:00)\nAn: eva@x.de\nBetreff: x\n\nText',
      'Alles klar.',
    ],
    [
      'proton',
      'Sure thing.\n\nSent with Proton Mail secure email.\n\nOn Tuesday, November 3rd, 2026 at 10:00 AM, Support <a@b.com> wrote:\n\n> x',
      'Sure thing.',
    ],
    [
      'yahoo mobile',
      'Sure thing.\n\nSent from Yahoo Mail on Android\n\n  On Tue, 3 Nov 2026 at 10:00, Support<a@b.com> wrote:   Text',
      'Sure thing.',
    ],
    [
      'mail for windows',
      'Sure thing.\n\nSent from Mail for Windows 10\n\nFrom: Support\nSent: 03 November 2026 10:00\nTo: Eva\nSubject: x\n\nText',
      'Sure thing.',
    ],
  ])('%s', (_, text, newest) => {
    expect(splitMail({ text, html: null }).newest).toBe(newest);
  });
});

const B = '<div>Hi. I am fine.</div>';
const Q = '<div>Hello! How are you?</div>';

describe('mail programs, in HTML', () => {
  it.each([
    [
      'comcast',
      `<p>Hi. I am fine.</p><p>Thanks,</p><p>Alex</p><hr id="zwchr"><div><b>From: </b>"Alexander L" &lt;abc@example.com&gt;<br /><b>To: </b>"Alex" &lt;a@example.com&gt;<br/><b>Sent: </b>Thursday, June 26, 2014 3:05:19 PM<br /><b>Subject: </b>Test</div><div><br/></div>${Q}`,
    ],
    [
      'yandex',
      `${B}<div>Thanks,</div><div>Alex</div><div> </div><div>26.06.2014, 14:41, "Alexander L" &lt;abc@example.com&gt;:</div><blockquote type="cite">${Q}</blockquote>`,
    ],
    [
      'ol2003',
      `<DIV><FONT>Hi. I am fine.</FONT></DIV><DIV><FONT>Thanks,</FONT></DIV><DIV>Alex</DIV><BLOCKQUOTE style="MARGIN-RIGHT: 0px"><DIV class=OutlookMessageHeader dir=ltr align=left><FONT>-----Original Message-----<BR><B>From:</B> Alexander L [mailto:abc@example.com]<BR><B>Sent:</B> Thursday, June 26, 2014 14:05<BR><B>To:</B> alex<BR><B>Subject:</B> Test<BR><BR></DIV>${Q}</BLOCKQUOTE>`,
    ],
    [
      'aol',
      `<font><div>Hi. I am fine.</div><div><br></div><div>Thanks,</div><div>Alex</div><div> <br></div><div>-----Original Message-----<br>From: Alexander L &lt;abc@example.com&gt;<br>To: Alex &lt;a@example.com&gt;<br>Sent: Thu, Jun 26, 2014 2:41 pm<br>Subject: Test<br><br><div id="AOLMsgPart">${Q}</div></div></font>`,
    ],
    [
      'sparrow',
      `<div>Hi. I am fine.</div><div>Thanks,</div><div><div>Alex</div></div><p style="color: #A0A0A8;">On Thursday, June 26, 2014 at 2:41 PM, Alexander L wrote:</p><blockquote type="cite" style="border-left-style:solid;">${Q}</blockquote>`,
    ],
    [
      'gmx',
      `<html><body><div style="font-family: Verdana">${B}<div>&nbsp;</div><div name="quote" style="margin:10px 5px 5px 10px; border-left:2px solid #C3D9E5;"><div style="margin:0 0 10px 0;"><b>Gesendet:</b>&nbsp;Dienstag, 03. November 2026 um 10:00 Uhr<br/><b>Von:</b>&nbsp;"Support" &lt;a@b.de&gt;<br/><b>An:</b>&nbsp;eva@x.de<br/><b>Betreff:</b>&nbsp;Re: x</div>${Q}</div></div></body></html>`,
    ],
    [
      'icloud',
      `<html><body dir="auto">${B}<br><div dir="ltr">Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">On 3 Nov 2026, at 10:00, Support &lt;a@b.c&gt; wrote:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">${Q}</div></blockquote></body></html>`,
    ],
    [
      'ol2007',
      `<div class=Section1><p class=MsoNormal>Hi. I am fine.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Thanks,<o:p></o:p></p><p class=MsoNormal>Alex<o:p></o:p></p><div style='border:none;border-top:solid #B5C4DF 1.0pt'><p class=MsoNormal><b>From:</b> Alexander L [mailto:abc@example.com] <br><b>Sent:</b> Thursday, June 26, 2014 2:41 PM<br><b>To:</b> Alex<br><b>Subject:</b> Test</p></div>${Q}</div>`,
    ],
    [
      'lotus',
      `<font>Hi. I am fine.</font><br><br><table><tr><td>From:<td>Alexander L &lt;abc@example.com&gt;<tr><td>To:<td>alex@example.com<tr><td>Date:<td>06/26/2014 02:41 PM<tr><td>Subject:<td>Test</table><hr noshade><br>${Q}`,
    ],
    [
      'ru outlook',
      `${B}<div style="border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>From:</b> Alexander L<br><b>Sent:</b> Thursday, June 26, 2014 2:41 PM<br><b>To:</b> Alex</p></div>${Q}`,
    ],
    [
      'text only html',
      '<html><body>Hi. I am fine.<br><br>Thanks,<br>Alex<br><br>On Jun 26, 2014, at 2:41 PM, A L &lt;abc@example.com&gt; wrote:<br><br>&gt; Hello<br>&gt; How are you</body></html>',
    ],
  ])('%s', (_, html) => {
    expect(splitMail({ text: null, html }).newest).toBe('Hi. I am fine.');
  });
});
