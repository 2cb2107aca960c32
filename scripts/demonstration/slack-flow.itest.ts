import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { type House, openHouse } from './house.ts';
import { outcomeOf } from './outcome.ts';

/** The whole flow of a review by mouse and keyboard, against the product's own processes. Screenshots to look at in .artefacts. */

const ARTEFACTS = join(import.meta.dirname, '..', '..', '.artefacts');
const MIRA = 'U0MIRA0001';
const TOM = 'U0TOM00001';

describe('a review in Slack, in a browser', () => {
  let house: House;
  let browser: Browser;

  beforeAll(async () => {
    await mkdir(ARTEFACTS, { recursive: true });
    house = await openHouse(
      { once: false, json: false, knowledge: null, tickets: null, brain: 'local', quiet: true },
      () => {},
    );
    browser = await openBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  async function openAs(person: string): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    page.setDefaultTimeout(20_000);
    await page.goto(`${house.world.slack.url}/?as=${person}`);
    return page;
  }
  const shot = (page: Page, name: string) => page.screenshot({ path: join(ARTEFACTS, `slack-${name}.png`) });

  /** A refund question of Mei-Ling's, with its card. */
  async function ask(subject: string, text: string): Promise<number> {
    const customer = { name: 'Mei-Ling Chen', email: 'meiling.chen@mail.example' };
    const { id } = house.world.zendesk.createTicketAsCustomer({ ...customer, subject, text });
    await expect
      .poll(
        async () => (await outcomeOf(house.database.pool, { id: subject, subject, ticketId: id }))?.settled ?? false,
        {
          timeout: 40_000,
        },
      )
      .toBe(true);
    return id;
  }
  const cardOf = (page: Page, ticketId: number) =>
    page.locator('article[data-ts]', { hasText: String(ticketId) }).first();
  const decisionOf = async (ticketId: number) =>
    (
      await house.database.pool.query(
        'select d.kind, d.next_step, d.edit_class, r.asked_of from review r left join decision d on d.review_id = r.id where r.ticket_id = $1 order by r.id desc',
        [ticketId],
      )
    ).rows[0];

  it('is reassigned, kept as an example, snoozed and rejected to a group', async () => {
    const ticketId = await ask(
      'Torn bag in order 1058',
      'Hello, the Dunes beans in order 1058 arrived torn open, please refund the 12.50 EUR for the beans. Mei-Ling',
    );
    const mira = await openAs(MIRA);
    const card = cardOf(mira, ticketId);
    await card.getByRole('button', { name: 'Reassign' }).click();
    const reassign = mira.getByRole('dialog');
    await reassign.getByRole('combobox').selectOption({ label: 'Tom de Wit' });
    await shot(mira, 'reassign');
    await reassign.getByRole('button', { name: 'Ask', exact: true }).click();
    await reassign.waitFor({ state: 'hidden' });
    await expect.poll(async () => (await decisionOf(ticketId))?.asked_of, { timeout: 15_000 }).toBe(TOM);
    await expect.poll(() => card.textContent(), { timeout: 20_000 }).toMatch(/asked of/);

    for (const choice of ['Save as example', 'Remind me in 2 hours']) {
      await card.getByRole('button', { name: 'More actions', exact: true }).click();
      await mira.getByRole('menuitem', { name: choice }).click();
      await expect.poll(() => house.world.slack.ephemerals(MIRA).length, { timeout: 10_000 }).toBeGreaterThan(0);
    }
    await expect
      .poll(async () => (await house.database.pool.query('select count(*)::int as n from review_reminder')).rows[0].n, {
        timeout: 10_000,
      })
      .toBe(1);
    await shot(mira, 'more');

    await card.getByRole('button', { name: 'Reject' }).click();
    const reject = mira.getByRole('dialog');
    await reject.getByLabel('The facts are wrong').check();
    await reject.getByRole('combobox').selectOption({ label: 'Hand to the group Billing' });
    await shot(mira, 'reject');
    await reject.getByRole('button', { name: 'Reject', exact: true }).click();
    await reject.waitFor({ state: 'hidden' });
    await expect.poll(() => card.textContent(), { timeout: 20_000 }).toMatch(/Rejected.*goes to the group “Billing”/s);
    expect(await decisionOf(ticketId)).toMatchObject({ kind: 'reject', next_step: 'group:Billing' });
    await shot(mira, 'rejected');
    expect(house.world.backoffice.refunds()).toEqual([]);
  }, 120_000);

  it('is shown on Home, refused to Priya with what to do, and paused by the lead', async () => {
    const ticketId = await ask(
      'Refund for order 1047',
      'Please refund the 11.50 EUR for the Harbour beans in order 1047, the bag was open.',
    );
    const priya = await openAs('U0PRIYA001');
    await cardOf(priya, ticketId).getByRole('button', { name: 'Reject' }).click();
    await priya
      .getByText(/Not allowed: this is decided by/)
      .first()
      .waitFor();
    await shot(priya, 'not-allowed');

    const mira = await openAs(MIRA);
    await house.world.slack.openHome(MIRA);
    await expect
      .poll(() => JSON.stringify(house.world.slack.home(MIRA)?.payload ?? ''), { timeout: 15_000 })
      .toContain(`ticket ${ticketId}`);
    await mira
      .getByRole('button', { name: /Deskhand/ })
      .or(mira.getByRole('link', { name: /Deskhand/ }))
      .first()
      .click();
    await mira
      .getByText(/Waiting for a decision/)
      .first()
      .waitFor();
    await shot(mira, 'home');

    await house.world.slack.runCommand({ userId: MIRA, channelId: 'C0REVIEW01', command: '/deskhand', text: 'mine' });
    expect(house.world.slack.ephemerals(MIRA).at(-1)?.text).toContain(`ticket ${ticketId}`);
    await house.world.slack.runCommand({ userId: MIRA, channelId: 'C0REVIEW01', command: '/deskhand', text: 'pause' });
    const { rows } = await house.database.pool.query(`select value from setting where name = 'paused'`);
    expect(rows).toEqual([{ value: true }]);
  }, 120_000);
});
