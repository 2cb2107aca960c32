import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeServer, listen } from '../../platform/http.ts';
import type { Article } from '../article.ts';
import { createWebPagesSource } from './web-pages.ts';

const PAGE = `<html lang="nl-NL"><head><title>Retour | Shop</title></head><body><nav><a>Menu</a></nav>
  <main><header>Kop</header><h1>Iets <em>retourneren</em></h1><p>Binnen 30 dagen.</p></main><footer>KvK</footer></body></html>`;

describe('a list of web pages as a source', () => {
  let server: Server;
  let port = 0;
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskhand-pages-'));
    server = createServer((request, response) => {
      if (request.url === '/gone') response.writeHead(404).end();
      else if (request.url === '/plain') response.writeHead(200, { 'content-type': 'text/plain' }).end('Just words.');
      else response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
    });
    port = await listen(server, 0);
  });
  afterAll(async () => {
    await closeServer(server);
    await rm(folder, { recursive: true });
  });

  async function read(lines: readonly string[], taken: Article[] = []): Promise<Article[]> {
    const list = join(folder, 'pages.txt');
    await writeFile(list, lines.map((line) => line.replace('HOST', `help.example:${port}`)).join('\n'));
    const rules = {
      allowedHosts: [`help.example:${port}`],
      lookup: async () => [{ address: '127.0.0.1', family: 4 }],
      isAllowedAddress: () => true,
    };
    for await (const article of createWebPagesSource({ list, rules, locale: 'en' }).articles()) taken.push(article);
    return taken;
  }

  it('reads what the page says, not what stands around it, in the language it names', async () => {
    const [page, plain, ...more] = await read([
      '# our pages',
      'http://HOST/retour',
      '',
      'http://HOST/plain',
      'http://HOST/plain',
    ]);
    expect(page).toMatchObject({
      id: `http://help.example:${port}/retour`,
      title: 'Iets retourneren',
      locale: 'nl-nl',
      visibility: 'public',
    });
    expect(page?.body).toContain('Binnen 30 dagen.');
    expect(page?.body).not.toMatch(/Menu|KvK|Kop/);
    expect(plain).toMatchObject({ title: '/plain', locale: 'en', format: 'markdown', body: 'Just words.' });
    expect(more).toEqual([]);
  });

  it('reads the others when one fails, and then says which failed', async () => {
    const taken: Article[] = [];
    const addresses = ['http://HOST/gone', 'http://elsewhere.example/', 'http://HOST/plain'];
    await expect(read(addresses, taken)).rejects.toThrow(
      /2 of the pages[\s\S]*answered 404[\s\S]*elsewhere\.example is not among/,
    );
    expect(taken).toHaveLength(1);
  });

  it('wants at least one address', async () => {
    await expect(read(['# none'])).rejects.toThrow('lists no address');
  });
});
