import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { type House, openHouse } from './house.ts';
import { outcomeOf } from './outcome.ts';

/** The whole product as a person uses it: real processes, a real Postgres, real HTTP and a real browser. */

const ARTEFACTS = join(import.meta.dirname, '..', '..', '.artefacts');
const REFUND =
  'Hello, the Dunes beans in order 1058 arrived torn open, please refund the 12.50 EUR for the beans. Thank you, Mei-Ling';

describe('first light', () => {
  let house: House;
  let browser: Browser;
  const foreign: string[] = [];

  beforeAll(async () => {
    await mkdir(ARTEFACTS, { recursive: true });
    house = await openHouse(
      { once: false, json: false, knowledge: null, tickets: null, brain: 'local', quiet: true },
      () => {},
    );
    browser = await openBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  async function openPage(url: string): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(15_000);
    page.on('request', (request) => {
      if (!/^(http:\/\/127\.0\.0\.1:|data:|blob:)/.test(request.url())) foreign.push(request.url());
    });
    await page.goto(url);
    return page;
  }

  /** The newest ticket's id once Deskhand is through with it. */
  async function settled(subject: string): Promise<number> {
    let ticketId = 0;
    await expect
      .poll(
        async () => {
          const created = house.world.zendesk.history().findLast((write) => write.kind === 'ticket.created');
          ticketId = created?.ticketId ?? 0;
          return (await outcomeOf(house.database.pool, { id: subject, subject, ticketId }))?.settled ?? false;
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    return ticketId;
  }

  const write = (subject: string, text: string): number =>
    house.world.zendesk.createTicketAsCustomer({
      name: 'Mei-Ling Chen',
      email: 'meiling.chen@mail.example',
      subject,
      text,
    }).id;
  const publicReplies = (ticketId: number) =>
    house.world.zendesk
      .comments(ticketId)
      .filter((comment) => comment.public)
      .slice(1);
  const notes = (ticketId: number) => house.world.zendesk.comments(ticketId).filter((comment) => !comment.public);
  const card = (page: Page, ticketId: number) => page.locator('article[data-ts]', { hasText: String(ticketId) });

  it('takes a customer’s message from the Zendesk page to a note, a card, an edited reply and a refund, each once', async () => {
    const zendesk = await openPage(house.world.zendesk.url);
    await zendesk
      .getByRole('button', { name: /Write as a customer/ })
      .first()
      .click();
    const dialog = zendesk.getByRole('dialog');
    await dialog.getByLabel('E-mail').fill('meiling.chen@mail.example');
    await dialog.getByLabel('Name').fill('Mei-Ling Chen');
    await dialog.getByLabel('Subject').fill('Torn bag in order 1058');
    await dialog.getByLabel('Message').fill(REFUND);
    await dialog.getByRole('button', { name: /Send/ }).click();
    const ticketId = await settled('Torn bag in order 1058');

    await zendesk.goto(`${house.world.zendesk.url}/agent/tickets/${ticketId}`);
    await zendesk.getByText('Draft reply and proposed action').first().waitFor();
    await zendesk.screenshot({ path: join(ARTEFACTS, 'first-light-note.png') });
    expect(notes(ticketId)).toHaveLength(1);
    expect(publicReplies(ticketId)).toHaveLength(0);
    expect(house.world.backoffice.refunds()).toHaveLength(0);

    const slack = await openPage(`${house.world.slack.url}/?as=U0MIRA0001`);
    await card(slack, ticketId).getByRole('button', { name: 'Edit', exact: true }).click();
    const modal = slack.getByRole('dialog');
    const field = modal.getByRole('textbox').first();
    const text = await field.inputValue();
    expect(text).toContain('We have refunded 12.50 EUR');
    await field.fill(text.replace('Thank you for your message.', 'Thank you for your patience.'));
    await slack.screenshot({ path: join(ARTEFACTS, 'first-light-edit.png') });
    await modal.getByRole('button', { name: /Approve/ }).click();
    await modal.waitFor({ state: 'hidden' });

    await expect.poll(() => publicReplies(ticketId).length, { timeout: 20_000 }).toBe(1);
    const reply = publicReplies(ticketId)[0];
    expect(reply?.plainBody).toContain('Thank you for your patience.');
    expect(reply?.plainBody).not.toMatch(/\[\d+\]/);
    expect(house.world.backoffice.refunds().map((refund) => refund.amount)).toEqual([12.5]);
    await card(slack, ticketId).getByText('Mira Jansen').first().waitFor();
    await expect
      .poll(() => card(slack, ticketId).textContent(), { timeout: 10_000 })
      .toMatch(/Reply to the customer: done/);
    await slack.screenshot({ path: join(ARTEFACTS, 'first-light-card.png') });
    await zendesk.getByText('Thank you for your patience.').first().waitFor();
    await zendesk.screenshot({ path: join(ARTEFACTS, 'first-light-reply.png') });
    expect(await card(slack, ticketId).getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
  });

  it('lets one of two people win who press at the same time', async () => {
    const ticketId = write(
      'Refund for order 1047',
      'Please refund the 11.50 EUR for the Harbour beans in order 1047, the bag was open.',
    );
    await settled('Refund for order 1047');
    const [mira, tom] = await Promise.all([
      openPage(`${house.world.slack.url}/?as=U0MIRA0001`),
      openPage(`${house.world.slack.url}/?as=U0TOM00001`),
    ]);
    const press = async (page: Page): Promise<void> => {
      await card(page, ticketId).getByRole('button', { name: 'Approve', exact: true }).click();
      await page.getByRole('alertdialog').getByRole('button').last().click();
    };
    await Promise.all([press(mira), press(tom)]);
    await expect.poll(() => publicReplies(ticketId).length, { timeout: 20_000 }).toBe(1);
    await expect.poll(() => house.world.slack.ephemerals().length, { timeout: 10_000 }).toBe(1);
    await expect
      .poll(() => card(mira, ticketId).textContent(), { timeout: 10_000 })
      .toMatch(/Reply to the customer: done/);
    expect(publicReplies(ticketId)).toHaveLength(1);
    expect(house.world.backoffice.refunds().filter((refund) => refund.amount === 11.5)).toHaveLength(1);
    await mira.screenshot({ path: join(ARTEFACTS, 'first-light-two.png') });
  });

  it('finishes the case after kill -9 of the worker in the middle, with one note', async () => {
    const ticketId = write(
      'Where is order 1058',
      'When will order 1058 arrive? I would like to know where the parcel is now.',
    );
    await expect
      .poll(
        async () =>
          (
            await house.database.pool.query(
              'select 1 from step s join turn t on t.id = s.turn_id join ticket_case c on c.id = t.case_id where c.ticket_id = $1',
              [ticketId],
            )
          ).rows.length,
        { timeout: 15_000, interval: 5 },
      )
      .toBeGreaterThan(0);
    const pid = house.processes.pid('worker');
    if (pid === undefined) throw new Error('no worker');
    process.kill(pid, 'SIGKILL');
    await expect
      .poll(async () => (await outcomeOf(house.database.pool, { id: 'k', subject: 'k', ticketId }))?.settled ?? false, {
        timeout: 60_000,
      })
      .toBe(true);
    expect(notes(ticketId)).toHaveLength(1);
    expect(house.processes.pid('worker')).not.toBe(pid);
  }, 90_000);

  it('asks the network for nothing beyond this machine', () => {
    expect(foreign).toEqual([]);
  });
});
