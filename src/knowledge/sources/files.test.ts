import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Article } from '../article.ts';
import { createFilesSource } from './files.ts';

describe('createFilesSource', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskhand-files-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function readAll(path = folder): Promise<Article[]> {
    return Array.fromAsync(createFilesSource({ path }).articles());
  }

  async function write(name: string, text: string): Promise<string> {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
    return join(folder, name);
  }

  it('reads Markdown and HTML files of a folder and its sub-folders', async () => {
    await write('b.html', '<h1>Shipping</h1><p>By bike.</p>');
    await write(
      'a/returns.md',
      '---\nid: 7\ntitle: Returns\nlocale: nl\nvisibility: internal\nurl: https://x.example/7\n---\nText',
    );
    await write('a/soon.md', '---\ndraft: true\n---\nNot yet');
    await write('notes.odt', 'no article');
    const articles = await readAll();
    expect(
      articles.map(({ id, title, format, locale, visibility }) => [id, title, format, locale, visibility]),
    ).toEqual([
      ['7', 'Returns', 'markdown', 'nl', 'internal'],
      ['b.html', 'Shipping', 'html', 'en-us', 'public'],
    ]);
    expect(articles[0]?.body).toBe('Text');
  });

  it('says which file has a wrong head', async () => {
    await write('bad.md', '---\nvisibility: secret\n---\nText');
    await expect(readAll()).rejects.toThrow(/bad\.md.*[\s\S]*visibility/);
  });

  it('reads a JSONL file, whatever kind of body and id it has', async () => {
    const rows = [
      { id: 1, title: 'A', url: 'u', markdown: 'a', updated_at: '2024-10-02T13:57:55+02:00' },
      { id: '2', title: 'B', body_html: '<p>b</p>' },
      { id: '3', title: 'C', text: 'c', visibility: 'internal' },
    ];
    const path = await write('articles.jsonl', rows.map((row) => JSON.stringify(row)).join('\n\n'));
    const articles = await readAll(path);
    expect(articles.map(({ id, format, body }) => [id, format, body])).toEqual([
      ['1', 'markdown', 'a'],
      ['2', 'html', '<p>b</p>'],
      ['3', 'markdown', 'c'],
    ]);
    expect(articles[0]?.updatedAt.toISOString()).toBe('2024-10-02T11:57:55.000Z');
  });

  it('says which line is not an article, and why', async () => {
    const good = JSON.stringify({ id: 1, title: 'A', markdown: 'a' });
    await expect(readAll(await write('x.jsonl', `${good}\n{"id": 2}`))).rejects.toThrow(/x\.jsonl, line 2[\s\S]*title/);
    await expect(readAll(await write('y.jsonl', `${good}\n{"id": 2,`))).rejects.toThrow(/y\.jsonl, line 2 is not JSON/);
    await expect(readAll(await write('z.jsonl', '{"id": 1, "title": "A"}'))).rejects.toThrow(
      /needs one of: markdown, html/,
    );
  });

  it('reads a CSV file as spreadsheets write it', async () => {
    const path = await write(
      'articles.csv',
      '\ufeffid;Title;text;visibility\r\n7;Returns;"Within ""30"" days;\nno reason needed";internal\r\n8;Shipping;By bike;\r\n',
    );
    expect((await readAll(path)).map(({ id, title, body, visibility }) => [id, title, body, visibility])).toEqual([
      ['7', 'Returns', 'Within "30" days;\nno reason needed', 'internal'],
      ['8', 'Shipping', 'By bike', 'public'],
    ]);
    await expect(readAll(await write('no-title.csv', 'id,text\n1,a'))).rejects.toThrow(
      /no-title\.csv, article 1[\s\S]*title/,
    );
    await expect(readAll(await write('open.csv', 'id,title\n1,"a'))).rejects.toThrow('open.csv is not CSV');
    await expect(readAll(await write('none.csv', 'id,title\n'))).rejects.toThrow('holds no article');
  });

  it('says what to give when there is nothing to read', async () => {
    await expect(readAll()).rejects.toThrow('holds no .md, .html, .pdf or .txt file');
    await expect(readAll(join(folder, 'missing'))).rejects.toThrow('cannot be read: give a folder');
    await expect(readAll(await write('a.pdf', ''))).rejects.toThrow('neither a folder nor a .jsonl or .csv file');
    await expect(readAll(await write('empty.jsonl', '\n'))).rejects.toThrow('holds no article');
  });
});
