import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FakeAccount } from './account.fake.ts';

const CHROMIUM = '/usr/bin/chromium';

describe.skipIf(!existsSync(CHROMIUM))(`the page in a browser (skipped without ${CHROMIUM})`, () => {
  let browser: Browser;
  let account: FakeAccount;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    account = await FakeAccount.start({ clock: () => Date.now() });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('request', (request) => request.url().startsWith(account.sandbox.url) || complaints.push(request.url()));
  });

  afterEach(async () => {
    await page.close();
    await account.sandbox.close();
    expect(complaints).toEqual([]);
  });

  it('lets one write as a customer, and shows a note live and clearly apart', async () => {
    await page.goto(account.sandbox.url);
    await page.getByRole('heading', { name: 'No tickets yet' }).waitFor();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'Write as a customer' });
    await dialog.getByLabel('Subject').fill('Broken grinder');
    await dialog.getByLabel('Message').fill('It does not turn.\n\n<b>Really</b>.');
    await dialog.getByRole('button', { name: 'Send message' }).click();
    await page.getByRole('article', { name: 'Public message by Ada Kroon' }).waitFor();
    const id = account.sandbox.history()[0]!.ticketId;
    expect(await page.locator('.message .words').textContent()).toContain('<b>Really</b>');

    await page.getByLabel('Public reply').last().fill('half a thought');
    const note = { html_body: '<h3>Draft</h3><p onclick="x">Hello<script>bad()</script></p>', public: false };
    await account.call('PUT', `/tickets/${id}`, { ticket: { comment: note, tags: ['ai_assist'] } });
    const shown = page.getByRole('article', { name: 'Internal note by Deskhand' });
    await shown.waitFor();
    expect(await shown.textContent()).toContain('Internal note');
    expect(await shown.locator('script, [onclick]').count()).toBe(0);
    expect(await page.locator('textarea[name=comment]').inputValue()).toBe('half a thought');
    await page.getByRole('button', { name: 'Remove tag ai_assist' }).waitFor();
  });

  it('is worked by keyboard: move, open, note, reply', async () => {
    account.write('first');
    const { id } = account.write('second');
    await page.goto(account.sandbox.url);
    await page.locator('.row').first().waitFor();
    expect(await page.getByRole('img', { name: 'Unread' }).count()).toBe(2);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/agent/tickets/${id}`);
    await page.locator('.message').waitFor();
    await page.keyboard.press('n');
    await page.keyboard.type('r stands for nothing here');
    await page.keyboard.press('Control+Enter');
    await page.locator('.message.is-note').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.keyboard.type('Hello Ada');
    await page.keyboard.press('Control+Enter');
    await page.locator('.message.is-agent').waitFor();
    const said = account.sandbox.comments(id).map((comment) => [comment.public, comment.plainBody]);
    expect(said).toEqual([
      [true, 'second'],
      [false, 'r stands for nothing here'],
      [true, 'Hello Ada'],
    ]);
    expect(await page.getByRole('img', { name: 'Unread' }).count()).toBe(1);
  });

  it('opens a cited heading and warns on a staff article', async () => {
    await page.goto(`${account.sandbox.url}/hc/en-us/articles/360012340001#h_who-pays`);
    await page.locator('h2.is-target', { hasText: 'Who pays?' }).waitFor();
    await page.getByRole('link', { name: 'Refund exceptions' }).click();
    await page.getByText('Staff only. Customers cannot read this').waitFor();
  });

  it('resends a delivery', async () => {
    account.sandbox.setWebhook({ endpoint: 'http://127.0.0.1:9/nobody', secret: 's' });
    account.write();
    await page.goto(`${account.sandbox.url}/deliveries`);
    await page.locator('.pill.is-failed').waitFor();
    await page.getByRole('button', { name: /Resend/ }).click();
    await page.getByText('Sent once more').waitFor();
    await page.locator('tr[data-delivery-id] td:nth-child(5)', { hasText: '2' }).waitFor();
  });
});
