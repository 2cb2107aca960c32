import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeServer, listen } from '../../platform/http.ts';
import { isPublicAddress } from './public-address.ts';
import { fetchPage, RefusedAddress } from './safe-fetch.ts';

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '2606:4700::1111'])('lets %s through', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ...[
      '127.0.0.1',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
    ],
    ...['224.0.0.1', '255.255.255.255', '198.18.0.1', '192.0.2.1'],
    ...['::1', '::', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '2001:db8::1'],
    ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:a9fe:a9fe', '::ffff:8.8.8.8', '::127.0.0.1'],
    ...['64:ff9b::7f00:1', '2002:7f00:1::', '2001:0:7f00:1::', 'localhost', ''],
  ])('refuses %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('fetchPage', () => {
  let server: Server;
  let port = 0;
  const seen: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(`${request.headers.host}${request.url}`);
      const to = new URL(request.url ?? '/', 'http://x').searchParams.get('to');
      if (to !== null) response.writeHead(302, { location: to }).end();
      else if (request.url === '/loop') response.writeHead(301, { location: '/loop' }).end();
      else if (request.url === '/big')
        response.writeHead(200, { 'content-type': 'text/html' }).end('x'.repeat(6 * 1024 * 1024));
      else if (request.url === '/pdf') response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF');
      else if (request.url === '/gone') response.writeHead(404).end();
      else
        response
          .writeHead(200, { 'content-type': 'text/html', 'last-modified': 'Wed, 21 Oct 2026 07:28:00 GMT' })
          .end('<p>hi</p>');
    });
    port = await listen(server, 0);
  });
  afterAll(() => closeServer(server));

  /** The names lead to this machine's test server, which for the test counts as public unless it says otherwise. */
  function rules(names: Record<string, string[]> = {}) {
    const hosts = ['help.example', 'other.example', 'inside.example'];
    return {
      allowedHosts: hosts.map((host) => `${host}:${port}`),
      lookup: async (host: string) => (names[host] ?? ['127.0.0.1']).map((address) => ({ address, family: 4 })),
      isAllowedAddress: (address: string) => address === '127.0.0.1' || isPublicAddress(address),
    };
  }

  const at = (path: string, host = 'help.example'): string => `http://${host}:${port}${path}`;

  it('reads a page of an allowed host, also after redirects', async () => {
    const page = await fetchPage(at(`/?to=${encodeURIComponent(at('/end', 'other.example'))}`), rules());
    expect(page).toMatchObject({
      url: at('/end', 'other.example'),
      text: '<p>hi</p>',
      lastModified: new Date('2026-10-21T07:28:00Z'),
    });
    expect(seen.at(-1)).toBe(`other.example:${port}/end`);
  });

  it.each([
    'http://evil.example/',
    'http://help.example/',
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://user@help.example/',
    'file:///etc/passwd',
  ])('refuses %s before anything is sent, directly and as the target of a redirect', async (address) => {
    const before = seen.length;
    await expect(fetchPage(address, rules())).rejects.toThrow(RefusedAddress);
    await expect(fetchPage(at(`/?to=${encodeURIComponent(address)}`), rules())).rejects.toThrow(RefusedAddress);
    expect(seen.slice(before).every((each) => each.startsWith(`help.example:${port}`))).toBe(true);
  });

  it('refuses an allowed name that leads inside, directly, after a redirect, and beside a public address', async () => {
    const inside = rules({ 'inside.example': ['169.254.169.254'] });
    await expect(fetchPage(at('/', 'inside.example'), inside)).rejects.toThrow('not a public address');
    await expect(fetchPage(at(`/?to=${at('/', 'inside.example')}`), inside)).rejects.toThrow('not a public address');
    await expect(fetchPage(at('/'), rules({ 'help.example': ['8.8.8.8', '10.0.0.1'] }))).rejects.toThrow('10.0.0.1');
    await expect(fetchPage(at('/'), rules({ 'help.example': [] }))).rejects.toThrow('has no address');
  });

  it('asks for a name once a hop and connects to that answer, so that rebinding gains nothing', async () => {
    let asked = 0;
    const rebinding = {
      ...rules(),
      lookup: async () => {
        asked += 1;
        return [{ address: asked === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
      },
    };
    expect((await fetchPage(at('/'), rebinding)).text).toBe('<p>hi</p>');
    expect(asked).toBe(1);
  });

  it('gives up on endless redirects, on what is too long, no text or not there', async () => {
    await expect(fetchPage(at('/loop'), rules())).rejects.toThrow('redirects more than 5 times');
    await expect(fetchPage(at('/big'), rules())).rejects.toThrow('longer than 5 MB');
    await expect(fetchPage(at('/pdf'), rules())).rejects.toThrow('not a page of text');
    await expect(fetchPage(at('/gone'), rules())).rejects.toThrow('answered 404');
  });
});
