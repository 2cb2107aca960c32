import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadTaxonomy, type Taxonomy } from '../tickets/intent.ts';
import { loadMarkedArticles, type MarkedArticle, type ShopArticle } from './shop/articles.ts';
import { MESSAGE_KINDS } from './shop/messages.ts';
import { loadShop, type Shop } from './stories.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const INTENTS = fileURLToPath(new URL('../../prompts/intents.yaml', import.meta.url));

let shop: Shop;
let marked: MarkedArticle[];
let taxonomy: Taxonomy;

beforeAll(async () => {
  [shop, marked, taxonomy] = await Promise.all([loadShop(NOW), loadMarkedArticles(), loadTaxonomy(INTENTS)]);
});

function duplicatesOf(values: readonly (string | number)[]): (string | number)[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const staffOnly = (article: ShopArticle): boolean => article.visibility === 'staff';

describe('the shop', () => {
  it('is big enough for the demo', () => {
    expect(shop.articles.length).toBeGreaterThanOrEqual(46);
    expect(shop.customers.length).toBeGreaterThanOrEqual(14);
    expect(shop.orders.length).toBeGreaterThanOrEqual(25);
    expect(shop.messages.length).toBeGreaterThanOrEqual(26);
  });

  it('uses every id once', () => {
    expect(duplicatesOf(shop.articles.map((row) => row.id))).toEqual([]);
    expect(duplicatesOf(shop.articles.map((row) => row.title))).toEqual([]);
    expect(duplicatesOf(shop.customers.flatMap((row) => [row.id, row.email]))).toEqual([]);
    expect(duplicatesOf(shop.orders.map((row) => row.number))).toEqual([]);
    expect(duplicatesOf(shop.invoices.map((row) => row.number))).toEqual([]);
    expect(duplicatesOf(shop.subscriptions.map((row) => row.id))).toEqual([]);
    expect(duplicatesOf(shop.messages.map((row) => row.id))).toEqual([]);
  });

  it('points only to records that exist', () => {
    const customers = new Set(shop.customers.map((row) => row.id));
    const orders = new Set(shop.orders.map((row) => row.number));
    const owners = [...shop.orders, ...shop.subscriptions].map((row) => row.customerId);
    expect(owners.filter((id) => !customers.has(id))).toEqual([]);
    expect(shop.invoices.filter((row) => !orders.has(row.orderNumber))).toEqual([]);
  });
});

describe('the articles', () => {
  it('have ids like those of Zendesk, beyond 32 bits', () => {
    for (const { id } of shop.articles) expect(id).toBeGreaterThan(2 ** 31);
  });

  it('are of a length that people write', () => {
    for (const { title, markdown } of shop.articles) {
      const words = markdown.split(/\s+/).length;
      expect(words, title).toBeGreaterThanOrEqual(120);
      expect(words, title).toBeLessThanOrEqual(500);
      expect(markdown, title).toMatch(/^## /m);
    }
  });

  it('include tables, staff pages, stale pages and other languages', () => {
    expect(shop.articles.filter((row) => /^\| --- \|/m.test(row.markdown)).length).toBeGreaterThanOrEqual(8);
    expect(shop.articles.filter(staffOnly).length).toBeGreaterThanOrEqual(6);
    expect(marked.filter((row) => row.mark?.kind === 'stale').length).toBeGreaterThanOrEqual(4);
    expect(new Set(shop.articles.map((row) => row.locale))).toEqual(new Set(['en-us', 'nl', 'de']));
  });

  it('were last changed before 2023 where they are marked as stale', () => {
    const stale = marked.filter((row) => row.mark?.kind === 'stale');
    for (const { article } of stale) expect(article.updatedAt < '2023', article.title).toBe(true);
  });

  it('contain exactly two planted contradictions, each on a pair of public pages', () => {
    const open = new Set(shop.articles.filter((row) => !staffOnly(row)).map((row) => row.id));
    const pairs = marked.flatMap(({ article, mark }) =>
      mark?.kind === 'contradicts' ? [[article.id, mark.articleId]] : [],
    );
    expect(pairs).toHaveLength(2);
    expect(pairs.flat().filter((id) => !open.has(id))).toEqual([]);
    expect(duplicatesOf(pairs.flat())).toEqual([]);
  });

  it('say what the contradictions are about', () => {
    const text = (id: number): string => shop.articles.find((row) => row.id === id)?.markdown ?? '';
    expect([text(360012340006), text(360012340007)].map((body) => /free from (€\d+)/.exec(body)?.[1])).toEqual([
      '€50',
      '€60',
    ]);
    expect(
      [text(360012340014), text(360012340015)].map((body) => /within (\d+ days) of delivery/.exec(body)?.[1]),
    ).toEqual(['30 days', '14 days']);
  });

  it('do not reveal to a reader that they were planted', () => {
    for (const article of shop.articles) expect(JSON.stringify(article)).not.toMatch(/contradicts|"demo"|"mark"/);
  });

  it('keep staff references on staff pages', () => {
    const withReference = shop.articles.filter((row) => /KP-INTERNAL-\d{4}|PINE-STAFF/.test(row.markdown));
    expect(withReference.length).toBeGreaterThanOrEqual(6);
    expect(withReference.filter((row) => !staffOnly(row))).toEqual([]);
  });
});

describe('the messages', () => {
  it('show every kind at least once and some of them twice', () => {
    const count = (kind: string): number => shop.messages.filter((row) => row.kind === kind).length;
    expect(MESSAGE_KINDS.filter((kind) => count(kind) === 0)).toEqual([]);
    expect(count('easy')).toBeGreaterThanOrEqual(3);
    expect(count('undocumented')).toBeGreaterThanOrEqual(2);
    expect(shop.messages.find((row) => row.kind === 'follow_up')?.followUp).not.toBeNull();
  });

  it('come from customers, except for the spam', () => {
    const known = new Set(shop.customers.map((row) => row.email));
    const strangers = shop.messages.filter((row) => !known.has(row.from.email));
    expect(strangers.map((row) => row.kind)).toEqual(['spam']);
  });

  it('name only orders of their sender, except where that is the point', () => {
    const wrong: string[] = [];
    for (const message of shop.messages) {
      const sender = shop.customers.find((row) => row.email === message.from.email);
      for (const [number] of `${message.text} ${message.followUp?.text ?? ''}`.matchAll(/\b10\d\d\b(?! [A-Z])/g)) {
        const order = shop.orders.find((row) => row.number === number);
        if (order?.customerId !== sender?.id) wrong.push(message.kind);
      }
    }
    expect(wrong).toEqual(['someone_elses_order']);
  });

  it('ask for a refund on each side of the limit of 75 euros', () => {
    const text = (kind: string): string => shop.messages.find((row) => row.kind === kind)?.text ?? '';
    expect(text('refund_within_limit')).toContain('12.50');
    const over = shop.orders.find((row) => text('refund_over_limit').includes(row.number));
    expect(over?.total).toBeGreaterThan(250);
  });

  it('back the double charge with two paid invoices for one order', () => {
    const message = shop.messages.find((row) => row.kind === 'double_charge');
    const paid = shop.invoices.filter((row) => row.status === 'paid' && message?.text.includes(row.orderNumber));
    expect(paid.map((row) => row.amount)).toEqual([189, 189]);
  });

  it('were not used to teach the intents', () => {
    const taught = new Set(taxonomy.intents.flatMap((intent) => intent.examples).map(wordsOf));
    const said = shop.messages.flatMap((row) => [row.subject, row.text, row.followUp?.text ?? '']).map(wordsOf);
    expect(said.filter((text) => taught.has(text))).toEqual([]);
  });
});

describe('the intents', () => {
  it('have fourteen to forty examples each, none of them twice', () => {
    for (const { label, examples } of taxonomy.intents) {
      expect(examples.length, label).toBeGreaterThanOrEqual(14);
      expect(examples.length, label).toBeLessThanOrEqual(40);
    }
    expect(duplicatesOf(taxonomy.intents.flatMap((intent) => intent.examples).map(wordsOf))).toEqual([]);
  });

  it('leave takeover and legal matters to people', () => {
    const human = taxonomy.intents.filter((intent) => intent.risk === 'always_human').map((intent) => intent.label);
    expect(human).toEqual(['account_security', 'legal_or_press']);
  });

  it('never start in automatic mode', () => {
    const modes = new Set<string>(taxonomy.intents.map((intent) => intent.rollout));
    expect([...modes].sort()).toEqual(['assist', 'shadow', 'supervised']);
  });
});
