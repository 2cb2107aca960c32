import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { sleep } from '../../src/platform/clock.ts';
import { openBrowser } from './browser.ts';
import { type House, openHouse } from './house.ts';
import { outcomeOf } from './outcome.ts';

const ARTEFACTS = join(import.meta.dirname, '..', '..', '.artefacts');
const MEI_LING = { name: 'Mei-Ling Chen', email: 'meiling.chen@mail.example' };
const PATIENCE_MS = 60_000;

/** The product's own processes, and people who sit before their browsers. */
export class Hands {
  readonly house: House;
  readonly #browser: Browser;
  readonly #pages = new Map<string, Page>();

  constructor(house: House, browser: Browser) {
    this.house = house;
    this.#browser = browser;
  }

  static async open(): Promise<Hands> {
    await mkdir(ARTEFACTS, { recursive: true });
    const options = { once: false, json: false, knowledge: null, tickets: null, brain: 'local', quiet: true } as const;
    const house = await openHouse(options, () => {});
    return new Hands(house, await openBrowser());
  }

  /** The window of one person, opened once. */
  async of(person: string): Promise<Page> {
    const known = this.#pages.get(person);
    if (known) return known;
    const page = await this.#browser.newPage({ viewport: { width: 1440, height: 1000 } });
    page.setDefaultTimeout(30_000);
    await page.goto(`${this.house.world.slack.url}/?as=${person}`);
    this.#pages.set(person, page);
    return page;
  }

  /** What one test left open must not stand before the next one's buttons. */
  async closeWindows(): Promise<void> {
    for (const page of this.#pages.values()) {
      for (let tries = 0; tries < 5 && (await page.locator('dialog[open]').count()) > 0; tries += 1)
        await page.keyboard.press('Escape');
    }
  }

  async shot(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: join(ARTEFACTS, `slack-${name}.png`) });
  }

  /** A customer writes; resolves with the ticket once Deskhand is through with it. */
  async ask(subject: string, text: string, customer = MEI_LING): Promise<number> {
    const { id } = this.house.world.zendesk.createTicketAsCustomer({ ...customer, subject, text });
    await this.settled(id, subject);
    return id;
  }

  async settled(ticketId: number, subject: string): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    while (performance.now() < until) {
      const outcome = await outcomeOf(this.house.database.pool, { id: subject, subject, ticketId });
      if (outcome?.settled) return;
      await sleep(200);
    }
    throw new Error(`Ticket ${ticketId} was not settled in time`);
  }

  /** The newest card about a ticket. */
  card(page: Page, ticketId: number): Locator {
    return page.locator('article[data-ts]', { hasText: `ticket ${ticketId}` }).last();
  }

  async decisionOf(
    ticketId: number,
  ): Promise<{ kind: string; next_step: string; edit_class: string; asked_of: string }> {
    const { rows } = await this.house.database.pool.query(
      'select d.kind, d.next_step, d.edit_class, r.asked_of from review r left join decision d on d.review_id = r.id where r.ticket_id = $1 order by r.id desc',
      [ticketId],
    );
    return rows[0];
  }

  publicReplies(ticketId: number) {
    const { zendesk } = this.house.world;
    const customer = zendesk.ticket(ticketId)?.requesterId;
    return zendesk.comments(ticketId).filter((comment) => comment.public && comment.authorId !== customer);
  }

  notes(ticketId: number) {
    return this.house.world.zendesk.comments(ticketId).filter((comment) => !comment.public);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.house.close();
  }
}
