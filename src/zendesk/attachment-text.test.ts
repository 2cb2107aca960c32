import { describe, expect, it } from 'vitest';
import { silentLog } from '../platform/log.ts';
import { type AttachedFile, readAttachedTexts } from './attachment-text.ts';

const HOST = 'https://kettleandpine.zendesk.com';

async function read(files: Partial<AttachedFile>[], answers: Record<string, () => Response> = {}) {
  const asked: string[] = [];
  const texts = await readAttachedTexts(
    {
      baseUrl: HOST,
      log: silentLog,
      fetch: async (url) => {
        asked.push(String(url));
        return answers[String(url)]?.() ?? new Response('some words');
      },
    },
    files.map((file) => ({
      name: 'a.txt',
      contentType: 'text/plain',
      bytes: 10,
      url: `${HOST}/attachments/1`,
      ...file,
    })),
  );
  return { texts: Object.fromEntries(texts), asked };
}

describe('readAttachedTexts', () => {
  it('reads plain text and tables, also where only the name tells', async () => {
    const { texts } = await read([
      { name: 'a.txt' },
      { name: 'b.csv', contentType: 'text/csv; charset=utf-8' },
      { name: 'c.log', contentType: 'application/octet-stream' },
    ]);
    expect(Object.keys(texts)).toEqual(['a.txt', 'b.csv', 'c.log']);
  });

  it.each([
    ['a picture', { contentType: 'image/png' }],
    ['a page', { contentType: 'text/html' }],
    ['a large file', { bytes: 40_000 }],
    ['a file without an address', { url: null }],
    ['an address of somebody else', { url: 'https://evil.example/x' }],
    ['an address that only looks like Zendesk’s', { url: 'https://zendesk.com.evil.example/x' }],
    ['another host of Zendesk without TLS', { url: 'http://other.zendesk.com/x' }],
  ])('does not fetch %s', async (_name, file) => {
    expect(await read([file])).toEqual({ texts: {}, asked: [] });
  });

  it('follows to where Zendesk keeps files, and nowhere else', async () => {
    const to = (location: string) => () => new Response(null, { status: 302, headers: { location } });
    const kept = 'https://p1.zdusercontent.com/x';
    const good = await read([{}], { [`${HOST}/attachments/1`]: to(kept) });
    expect(good.texts).toEqual({ 'a.txt': 'some words' });
    const bad = await read([{}], { [`${HOST}/attachments/1`]: to('http://169.254.169.254/') });
    expect(bad).toEqual({ texts: {}, asked: [`${HOST}/attachments/1`] });
    const round = await read([{}], { [`${HOST}/attachments/1`]: to(`${HOST}/attachments/1`) });
    expect(round.asked).toHaveLength(3);
  });

  it('takes no more than it said, whatever the listing claims, and no bytes that are no text', async () => {
    const large = await read([{}], { [`${HOST}/attachments/1`]: () => new Response('x'.repeat(500_000)) });
    expect(large.texts['a.txt']).toHaveLength(32_000);
    const binary = await read([{}], { [`${HOST}/attachments/1`]: () => new Response('a\u0000b') });
    expect(binary.texts).toEqual({});
  });

  it('goes on without a file that cannot be had', async () => {
    const { texts } = await read([{ name: 'a.txt', url: `${HOST}/1` }, { name: 'b.txt' }], {
      [`${HOST}/1`]: () => {
        throw new TypeError('fetch failed');
      },
    });
    expect(texts).toEqual({ 'b.txt': 'some words' });
  });
});
