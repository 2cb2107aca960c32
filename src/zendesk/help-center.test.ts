import { describe, expect, it } from 'vitest';
import type { Article } from '../knowledge/article.ts';
import { RetryLater } from '../platform/errors.ts';
import { openTestZendesk } from '../sandbox/test-zendesk.ts';
import { createHelpCenterSource } from './help-center.ts';
import type { ZendeskTransport } from './transport.ts';

async function readAll(transport: ZendeskTransport): Promise<Article[]> {
  return Array.fromAsync(createHelpCenterSource({ transport }).articles());
}

/** Answers each path from a table, as a Help Center with segments and translations would. */
function transportOf(articles: object[], translations: object[] = []): ZendeskTransport {
  return {
    send: async ({ path }) => {
      const json = path.includes('sections') ? { sections: [{ id: 5, name: 'Returns' }] } : { articles, translations };
      return { json: { ...json, meta: { has_more: false } }, at: null };
    },
  };
}

const article = {
  id: 360012340001,
  title: 'Returning an order',
  body: '<p>Within 30 days.</p>',
  locale: 'en-us',
  section_id: 5,
  draft: false,
  user_segment_id: null,
  user_segment_ids: [],
  html_url: 'https://kettleandpine.example/hc/en-us/articles/360012340001',
  updated_at: '2026-03-02T00:00:00Z',
  edited_at: '2026-02-01T00:00:00Z',
};
const translation = {
  source_id: article.id,
  locale: 'nl',
  title: 'Een bestelling retourneren',
  body: '<p>Binnen 30 dagen.</p>',
  draft: false,
  html_url: 'https://kettleandpine.example/hc/nl/articles/360012340001',
  updated_at: '2026-02-10T00:00:00Z',
};

describe('the Help Center as a source', () => {
  it('gives articles with section, address and the time of the last edit', async () => {
    expect(await readAll(transportOf([article]))).toEqual([
      {
        id: '360012340001',
        source: 'help-center',
        title: 'Returning an order',
        locale: 'en-us',
        visibility: 'public',
        section: 'Returns',
        author: null,
        url: article.html_url,
        format: 'html',
        body: '<p>Within 30 days.</p>',
        updatedAt: new Date('2026-02-01T00:00:00Z'),
      },
    ]);
  });

  it('gives each translation on its own, with the rights of its article', async () => {
    const articles = await readAll(
      transportOf([{ ...article, user_segment_id: 7 }], [translation, { ...translation, locale: 'en-us' }]),
    );
    expect(articles.map(({ id, locale, visibility, title }) => [id, locale, visibility, title])).toEqual([
      ['360012340001', 'en-us', 'internal', 'Returning an order'],
      ['360012340001', 'nl', 'internal', 'Een bestelling retourneren'],
    ]);
  });

  it('leaves out drafts, of translations too, and articles without words', async () => {
    const articles = [
      { ...article, draft: true },
      { ...article, id: 2, body: null },
      { ...article, id: 3 },
    ];
    const translations = [{ ...translation, source_id: 3, draft: true }];
    expect((await readAll(transportOf(articles, translations))).map(({ id }) => id)).toEqual(['3']);
  });

  it('calls an article public only when it says so itself', async () => {
    const { user_segment_id, ...silent } = article;
    const articles = [silent, { ...article, user_segment_ids: [9] }, { ...article, user_segment_id: 9 }];
    expect((await readAll(transportOf(articles))).map(({ visibility }) => visibility)).toEqual([
      'internal',
      'internal',
      'internal',
    ]);
  });

  it('reads all pages and languages of a help center, and throws rather than stop early', async () => {
    const articles = Array.from({ length: 130 }, (_, index) => ({
      id: 360012340000 + index,
      title: `Article ${index}`,
      section: 'Orders',
      category: 'Help',
      locale: index === 7 ? 'nl' : 'en-us',
      visibility: index === 3 ? ('staff' as const) : ('public' as const),
      draft: index === 5,
      updatedAt: '2026-01-01T00:00:00Z',
      labels: [],
      html: `<p>Text ${index}</p>`,
    }));
    const zendesk = await openTestZendesk({ articles });
    const found = await readAll(zendesk.transport);
    expect(found).toHaveLength(129);
    expect(found.filter(({ visibility }) => visibility === 'internal').map(({ id }) => id)).toEqual(['360012340003']);
    expect(found.find(({ locale }) => locale === 'nl')).toMatchObject({ section: 'Orders' });
    zendesk.sandbox.setFaults({ api: [{ kind: 'status', status: 502, html: '', path: 'articles', times: 2 }] });
    await expect(readAll(zendesk.transport)).rejects.toThrow(RetryLater);
    await zendesk.close();
  });

  it('asks for what changed since a time, and says with each article all that is left of it', async () => {
    let now = Date.parse('2026-06-01T00:00:00Z');
    const option = (id: number) => ({
      ...{ id, title: `Article ${id}`, section: 'Orders', category: 'Help', locale: 'en-us', labels: [] },
      ...{ visibility: 'public' as const, draft: false, updatedAt: '2026-01-01T00:00:00Z', html: '<p>Text</p>' },
    });
    const zendesk = await openTestZendesk({ articles: [option(1), option(2), option(3)], clock: () => now });
    const source = createHelpCenterSource({ transport: zendesk.transport });
    const edit = async (id: number, change: object) => {
      const body = JSON.stringify({ agentId: 1, ...change });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${zendesk.sandbox.url}/page/api/articles/${id}`, { method: 'POST', body, headers });
      expect(answer.status).toBe(200);
    };
    now += 3_600_000;
    await edit(2, { html: '<p>Changed</p>' });
    await edit(3, { draft: true });
    const changed = await Array.fromAsync(source.changes!(new Date(now - 60_000)));
    expect(changed.map(({ id, versions }) => [id, versions.map(({ body, author }) => [body, author])])).toEqual([
      ['2', [['<p>Changed</p>', 'Deskhand']]],
      ['3', []],
    ]);
    expect(await Array.fromAsync(source.changes!(new Date(now + 60_000)))).toEqual([]);
    // Sections are fetched only when there is something to put into one.
    expect(zendesk.sandbox.requests().filter((request) => JSON.stringify(request).includes('sections'))).toHaveLength(
      1,
    );
    await zendesk.close();
  });
});
