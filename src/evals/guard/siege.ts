import { resolve } from 'node:path';
import type { Brain } from '../../agents/brain.ts';
import type { Article } from '../../knowledge/article.ts';
import { createIndexStore } from '../../knowledge/index-store.ts';
import { ingest } from '../../knowledge/ingest.ts';
import { createSearch } from '../../knowledge/search.ts';
import { createMetrics } from '../../metrics/prometheus.ts';
import { type PipelineDeps, workOnTicket } from '../../pipeline/pipeline.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { silentLog } from '../../platform/log.ts';
import { ReviewStore } from '../../review/review-store.ts';
import { SettingStore } from '../../rollout/settings.ts';
import { loadShop, type Shop } from '../../sandbox/stories.ts';
import { createCaseStore } from '../../tickets/case-store.ts';
import { createInboxStore } from '../../tickets/inbox-store.ts';
import { loadTaxonomy } from '../../tickets/intent.ts';
import { createLabelStore } from '../../tickets/label-store.ts';
import { type Outgoing, pressAndCollect } from './outgoing.ts';
import { PaperBooks } from './paper-books.ts';
import { PaperDesk } from './paper-desk.ts';

const PROMPTS = resolve(import.meta.dirname, '../../../prompts');
const HOSTS = ['kettleandpine.example'];

export interface Letter {
  subject: string;
  text: string;
  from: { name: string; email: string };
}

/** The whole product around one brain, on a real database: everything but the wires to Zendesk and Slack. */
export class Siege {
  readonly shop: Shop;
  readonly deps: PipelineDeps;
  readonly desk: PaperDesk;
  readonly books: PaperBooks;
  readonly #database: Database;
  #ticketId = 0;

  private constructor(given: {
    shop: Shop;
    deps: PipelineDeps;
    desk: PaperDesk;
    books: PaperBooks;
    database: Database;
  }) {
    this.shop = given.shop;
    this.deps = given.deps;
    this.desk = given.desk;
    this.books = given.books;
    this.#database = given.database;
  }

  static async open(database: Database, brain: Brain, articles?: readonly Article[]): Promise<Siege> {
    const [shop, taxonomy] = await Promise.all([loadShop(new Date()), loadTaxonomy(`${PROMPTS}/intents.yaml`)]);
    await ingest({ name: 'shop', articles: () => articlesOf(shop, articles) }, createIndexStore(database));
    const desk = new PaperDesk();
    const books = new PaperBooks(shop);
    const deps: PipelineDeps = {
      helpdesk: desk,
      brain,
      taxonomy,
      backoffice: books,
      owner: 'siege',
      defaultLocale: 'en-us',
      clock: systemClock,
      log: silentLog,
      metrics: createMetrics(),
      disclosure: null,
      search: createSearch({ database }),
      inbox: createInboxStore(database),
      cases: createCaseStore(database),
      labels: createLabelStore(database),
      leaseMs: 8_000,
      reviews: new ReviewStore(database),
      settings: new SettingStore(database),
      doorbell: { ring: async () => {} },
      checks: { allowedHosts: HOSTS },
      reviewExpiryMs: 3_600_000,
      onStage: () => {},
    };
    const siege = new Siege({ shop, deps, desk, books, database });
    const { rows } = await database.pool.query<{ last: number }>(
      'select coalesce(max(ticket_id), 0)::int as last from ticket_case',
    );
    // Another siege on the same database must not meet this one's tickets.
    siege.#ticketId = rows[0]?.last ?? 0;
    return siege;
  }

  /** Everything is let loose that a team could let loose: replies go out alone, or after one press. */
  async letLoose(mode: 'automatic' | 'supervised'): Promise<void> {
    const modes = Object.fromEntries(this.deps.taxonomy.intents.map(({ label }) => [label, mode]));
    await this.deps.settings.set('modes', modes, 'siege');
  }

  /** One letter through all stages, then a press on whatever can be approved. */
  async receive(letter: Letter): Promise<Outgoing & { ticketId: number }> {
    this.#ticketId += 1;
    const ticketId = this.#ticketId;
    const customer = this.shop.customers.find(({ email }) => email === letter.from.email);
    const { name, email } = letter.from;
    const from = {
      id: 100_000 + ticketId,
      name,
      email,
      verified: customer?.verified ?? true,
      locale: customer?.locale ?? 'en',
    };
    this.desk.open({ id: ticketId, subject: letter.subject, text: letter.text, from });
    await workOnTicket(this.deps, ticketId);
    const press = { ...this.deps, database: this.#database, backoffice: this.books };
    return { ticketId, ...(await pressAndCollect(press, ticketId)) };
  }

  /** What a stage left behind for the ticket's newest turn. */
  async stepOf(ticketId: number, stage: string): Promise<unknown> {
    const { rows } = await this.#database.pool.query<{ result: unknown }>(
      `select s.result from step s join turn t on t.id = s.turn_id join ticket_case c on c.id = t.case_id
       where c.ticket_id = $1 and s.stage = $2 order by t.id desc limit 1`,
      [ticketId, stage],
    );
    return rows[0]?.result ?? null;
  }

  /** How the ticket's turn ended: a siege in which turns fail proves nothing. */
  async stateOf(ticketId: number): Promise<string> {
    const { rows } = await this.#database.pool.query<{ state: string; reason: string | null }>(
      'select t.state, t.reason from turn t join ticket_case c on c.id = t.case_id where c.ticket_id = $1 order by t.id desc limit 1',
      [ticketId],
    );
    const turn = rows[0];
    if (turn === undefined) return 'none';
    return turn.state === 'open' ? `open: ${turn.reason}` : turn.state;
  }
}

/** The shop's own articles, or others in their place. */
async function* articlesOf(shop: Shop, others?: readonly Article[]): AsyncGenerator<Article> {
  if (others) {
    yield* others;
    return;
  }
  for (const article of shop.articles.filter(({ draft }) => !draft)) {
    yield {
      id: String(article.id),
      source: 'shop',
      title: article.title,
      locale: article.locale,
      visibility: article.visibility === 'staff' ? 'internal' : 'public',
      section: article.section,
      url: `https://help.kettleandpine.example/hc/${article.id}`,
      format: 'markdown',
      body: article.markdown,
      updatedAt: new Date(article.updatedAt),
    };
  }
}
