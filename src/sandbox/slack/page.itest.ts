import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, ExpressReceiver, LogLevel } from '@slack/bolt';
import express from 'express';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SlackSandbox, startSlack } from '../slack-server.ts';
import { agent, editModal, lead, reviewChannel, testWorkspace } from './workspace.fake.ts';

const executablePath = '/usr/bin/chromium';
const options = testWorkspace({ ackTimeoutMs: 1000 });
const plain = (text: string) => ({ type: 'plain_text' as const, text });

let browser: Browser;
let slack: SlackSandbox;
let bolt: App;
let server: Server;
let closed: number;

async function open(person: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => expect.unreachable(error.stack));
  await page.goto(`${slack.url}/?as=${person}`);
  return page;
}

const confirm = {
  title: plain('Refund?'),
  text: plain('42.00 goes back.'),
  confirm: plain('Refund'),
  deny: plain('No'),
};

function card(customerText: string) {
  const button = (action_id: string, text: string, more: object = {}) => ({
    type: 'button' as const,
    action_id,
    text: plain(text),
    ...more,
  });
  const quote = { type: 'rich_text_quote' as const, elements: [{ type: 'text' as const, text: customerText }] };
  return [
    { type: 'rich_text' as const, elements: [quote] },
    {
      type: 'actions' as const,
      block_id: 'rv',
      elements: [
        button('ok', 'Approve', { style: 'primary', confirm }),
        button('edit', 'Edit'),
        button('mute', 'Reject'),
      ],
    },
  ];
}

function listen(): void {
  let approvedBy = '';
  bolt.action('ok', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions' || !body.message) return;
    if (approvedBy !== '') {
      await client.chat.postEphemeral({ channel: reviewChannel, user: body.user.id, text: 'Already approved' });
      return;
    }
    approvedBy = body.user.id;
    await client.chat.update({ channel: reviewChannel, ts: body.message.ts, text: `Approved by <@${approvedBy}>` });
  });
  bolt.action('edit', async ({ ack, body, client }) => {
    if (body.type !== 'block_actions') return;
    await Promise.all([ack(), client.views.open({ trigger_id: body.trigger_id, view: editModal })]);
  });
  bolt.action('mute', async () => undefined);
  bolt.view('edit_submit', async ({ ack, view }) => {
    const lost = !view.state.values['body']?.['text']?.value?.includes('[1]');
    await (lost ? ack({ response_action: 'errors', errors: { body: 'Keep the mark.' } }) : ack());
  });
  bolt.view({ type: 'view_closed', callback_id: 'edit_submit' }, async ({ ack }) => {
    closed += 1;
    await ack();
  });
}

beforeAll(async () => {
  if (!existsSync(executablePath)) throw new Error(`These tests need a browser at ${executablePath}.`);
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--headless'] });
});
afterAll(() => browser?.close());

beforeEach(async () => {
  closed = 0;
  slack = await startSlack(options);
  const receiver = new ExpressReceiver({ signingSecret: options.signingSecret, logLevel: LogLevel.ERROR });
  const { botId, botUserId } = options.app;
  const clientOptions = { slackApiUrl: `${slack.url}/api/`, retryConfig: { retries: 0 } };
  bolt = new App({ receiver, token: options.botToken, botId, botUserId, logLevel: LogLevel.ERROR, clientOptions });
  listen();
  server = createServer(express().use(receiver.router));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  slack.setRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  server.closeAllConnections();
  server.close();
  await slack.close();
});

async function postCard(text = 'My grinder broke'): Promise<void> {
  await bolt.client.chat.postMessage({ channel: reviewChannel, text: 'Review needed', blocks: card(text) });
}

describe('the page in a browser', () => {
  it('shows an empty channel kindly, then a card as it arrives', async () => {
    const page = await open(lead);
    await page.getByText('Nothing to review yet.').waitFor();
    await postCard();
    await page.locator('article[data-ts]').getByText('My grinder broke').waitFor();
  });

  it('never turns a customer’s words into markup', async () => {
    const page = await open(lead);
    const nasty = '<img src=x onerror=alert(1)> <!channel> *bold* <https://evil.example|Zendesk>';
    await postCard(nasty);
    await page.getByText(nasty, { exact: true }).waitFor();
    expect(await page.locator('article img, article a, article .mention, blockquote strong').count()).toBe(0);
  });

  it('edits by keyboard alone: errors come back to the field, Esc closes and gives the focus back', async () => {
    await postCard();
    const page = await open(lead);
    const edit = page.getByRole('button', { name: 'Edit', exact: true });
    await edit.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await edit.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    expect(closed).toBe(1);

    await page.keyboard.press('Enter');
    await dialog.waitFor();
    const field = page.getByRole('textbox', { name: 'Reply' });
    await field.fill('No mark');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Keep the mark.').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.inputValue()).toBe('No mark');
    for (let i = 0; i < 12; i += 1) {
      await page.keyboard.press('Tab');
      expect(await dialog.evaluate((element) => element.contains(element.ownerDocument.activeElement))).toBe(true);
    }
    await field.fill('With its mark [1]');
    await page.getByRole('button', { name: 'Approve edited' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('lets two people press at once in two windows: one decision, and a notice for the other', async () => {
    await postCard();
    const pages = await Promise.all([open(lead), open(agent)]);
    for (const page of pages) {
      await page.getByRole('button', { name: 'Approve', exact: true }).click();
      await page.getByRole('alertdialog').waitFor();
    }
    await Promise.all(pages.map((page) => page.getByRole('button', { name: 'Refund', exact: true }).click()));
    for (const page of pages) await page.getByText('Approved by').waitFor();
    await expect.poll(() => slack.ephemerals().length).toBe(1);
    const loser = pages[slack.ephemerals(lead).length > 0 ? 0 : 1];
    await loser?.getByText('Only visible to you').waitFor();
    expect(slack.history().filter((change) => change.kind === 'message_updated')).toHaveLength(1);
  });

  it('shows a warning sign when the app does not answer, and nothing when the person says no', async () => {
    await postCard();
    const page = await open(lead);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByRole('button', { name: 'No', exact: true }).click();
    const reject = page.getByRole('button', { name: 'Reject', exact: true });
    await reject.click();
    await page.locator('button[data-action=mute][aria-busy=true]').waitFor();
    await page.getByRole('alert').getByText('The app did not answer in time.').waitFor();
    expect(slack.messages(reviewChannel)[0]?.blocks).toHaveLength(2);
  });

  it('changes person, writes a message and answers in a thread', async () => {
    await postCard();
    const page = await open(lead);
    await page.selectOption('select[name=as]', agent);
    const composer = page.getByLabel('Message #support-review as Tom Bakker');
    await composer.fill('I will look');
    await composer.press('Enter');
    await page.locator('article').getByText('I will look').waitFor();
    await page.getByRole('button', { name: 'Reply in thread' }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Reply as Tom Bakker').fill('On it');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /1 reply/ }).waitFor();
    expect(slack.messages(reviewChannel).map((message) => message.user)).toEqual([options.app.botUserId, agent, agent]);
    await page.keyboard.press('Escape');
    await page.getByLabel('Thread', { exact: true }).waitFor({ state: 'hidden' });
  });
});
