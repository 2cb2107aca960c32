import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Hands } from './hands.ts';

/** What becomes of a question, by mouse and keyboard against the product's own processes. Screenshots to look at in .artefacts. */

const MIRA = 'U0MIRA0001';
const TOM = 'U0TOM00001';
const REFUND =
  'Hello, the Dunes beans in order 1058 arrived torn open, please refund the 12.50 EUR for the beans. Mei-Ling';
const WAIT = { timeout: 40_000 };
let hands: Hands;

beforeAll(async () => {
  hands = await Hands.open();
}, 180_000);
afterEach(() => hands?.closeWindows());
afterAll(() => hands?.close());

describe('a decision in Slack, in a browser', () => {
  it('tries a failed refund again, once, after an approval with a second look', async () => {
    const ticketId = await hands.ask('Torn bag in order 1058', REFUND);
    hands.house.world.backoffice.setFaults([
      { kind: 'status', status: 422, times: 1, method: 'POST', path: '/refunds' },
    ]);
    const mira = await hands.of(MIRA);
    const tom = await hands.of(TOM);
    // Tom has the reply open for editing while Mira approves.
    await hands.card(tom, ticketId).getByRole('button', { name: 'Edit', exact: true }).click();
    await tom.getByRole('dialog').getByRole('textbox').first().fill('Dear Mei-Ling, my careful words.');
    await hands.card(mira, ticketId).getByRole('button', { name: 'Approve', exact: true }).click();
    const confirm = mira.getByRole('alertdialog');
    await confirm.getByText('Refund 12.50 EUR for order 1058').waitFor();
    await hands.shot(mira, 'confirm');
    await confirm.getByRole('button', { name: 'Approve', exact: true }).click();
    await hands.card(mira, ticketId).getByRole('button', { name: 'Try again' }).waitFor(WAIT);
    await hands.card(mira, ticketId).getByRole('button', { name: 'Try again' }).scrollIntoViewIfNeeded();
    await hands.shot(mira, 'failed');
    expect(hands.house.world.backoffice.refunds()).toEqual([]);
    expect(hands.publicReplies(ticketId)).toEqual([]);

    await tom.getByRole('dialog').getByRole('button', { name: 'Approve and send' }).click();
    await tom
      .getByText(/Already approved by/)
      .first()
      .waitFor();
    await tom.getByText('my careful words').first().waitFor();
    await hands.shot(tom, 'too-late');
    await tom.keyboard.press('Escape');

    await hands.card(mira, ticketId).getByRole('button', { name: 'Try again' }).click();
    await mira
      .getByRole('alertdialog')
      .getByText(/Only if nobody has done it by hand/)
      .waitFor();
    await hands.shot(mira, 'try-again');
    await mira.getByRole('alertdialog').getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => hands.publicReplies(ticketId).length, WAIT).toBe(1);
    await expect.poll(() => hands.card(mira, ticketId).textContent(), WAIT).toMatch(/Tried again.*by/s);
    await expect.poll(() => hands.card(mira, ticketId).textContent(), WAIT).toMatch(/Reply to the customer: done/);
    await hands.shot(mira, 'tried-again');
    expect(hands.house.world.backoffice.refunds().map(({ amount }) => amount)).toEqual([12.5]);
  }, 180_000);

  it('refuses an edit that the checks refuse, keeps the words, and sends the mended one by keyboard', async () => {
    const ticketId = await hands.ask(
      'Beans again, order 1047',
      'Please refund the 11.50 EUR for the Harbour beans in order 1047, the bag was open.',
    );
    const mira = await hands.of(MIRA);
    await hands.card(mira, ticketId).getByRole('button', { name: 'Edit', exact: true }).focus();
    await mira.keyboard.press('Enter');
    const field = mira.getByRole('dialog').getByRole('textbox').first();
    const text = await field.inputValue();
    await field.fill(`${text}\nPlease pay at https://evil.example/pay`);
    await mira.keyboard.press('Control+Enter');
    await mira
      .getByText(/Links to “evil\.example”/)
      .first()
      .waitFor();
    await hands.shot(mira, 'edit-refused');
    expect(hands.publicReplies(ticketId)).toEqual([]);
    await field.fill(text.replace('Thank you for your message.', 'Thank you for writing.'));
    await mira.keyboard.press('Control+Enter');
    await expect.poll(() => hands.publicReplies(ticketId).length, WAIT).toBe(1);
    expect(await hands.decisionOf(ticketId)).toMatchObject({ kind: 'edit' });
    await expect
      .poll(() => hands.card(mira, ticketId).textContent(), WAIT)
      .toMatch(/Edited and approved.*Reply to the customer: done/s);
    await hands.card(mira, ticketId).getByText('Edited and approved').scrollIntoViewIfNeeded();
    await hands.shot(mira, 'edited');
  }, 180_000);

  it('asks for a new draft with a note, and says what came of it', async () => {
    const ticketId = await hands.ask('Torn bag again', REFUND.replace('12.50', '12.5'));
    const mira = await hands.of(MIRA);
    await hands.card(mira, ticketId).getByRole('button', { name: 'Reject', exact: true }).click();
    const reject = mira.getByRole('dialog');
    await reject.getByLabel('The tone is not right').check();
    await reject.getByRole('combobox').selectOption({ label: 'Write a new draft, with my note' });
    await reject.getByRole('button', { name: 'Reject', exact: true }).click();
    await reject.getByText('Say what the new draft should do differently.').waitFor();
    await hands.shot(mira, 'redraft-without-note');
    await reject.getByRole('textbox').first().fill('Shorter please');
    await reject.getByRole('button', { name: 'Reject', exact: true }).click();
    await reject.waitFor({ state: 'hidden' });
    // The local brain cannot write in another tone: then the card and the ticket have to say so, instead of promising a draft.
    await expect
      .poll(() => hands.card(mira, ticketId).textContent(), WAIT)
      .toMatch(/Rejected.*The ticket waits for a person/s);
    await hands
      .card(mira, ticketId)
      .getByText(/No new draft for you to see/)
      .scrollIntoViewIfNeeded();
    await hands.shot(mira, 'redraft-ended');
    await expect.poll(() => hands.notes(ticketId).length, WAIT).toBe(3);
    expect(hands.publicReplies(ticketId)).toEqual([]);
  }, 180_000);

  it('withdraws the card when the customer writes again, and asks anew with what changed', async () => {
    const ticketId = await hands.ask('Torn bag, third time', REFUND);
    const mira = await hands.of(MIRA);
    await hands.card(mira, ticketId).waitFor();
    hands.house.world.zendesk.addCustomerComment(ticketId, {
      text: 'Sorry, I meant order 1047, please refund the 11.50 EUR for the Harbour beans in order 1047, the bag was open.',
    });
    await expect
      .poll(() => hands.card(mira, ticketId).textContent(), WAIT)
      .toMatch(/What changed since draft 1.*Draft 2/s);
    const old = mira.locator('article[data-ts]', { hasText: `ticket ${ticketId}` }).first();
    await expect.poll(() => old.textContent(), WAIT).toMatch(/Withdrawn.*See draft 2/s);
    await old.getByText(/See draft 2/).scrollIntoViewIfNeeded();
    await hands.shot(mira, 'withdrawn');
    await hands
      .card(mira, ticketId)
      .getByText(/What changed since draft 1/)
      .scrollIntoViewIfNeeded();
    await hands.shot(mira, 'what-changed');
    expect(hands.publicReplies(ticketId)).toEqual([]);
  }, 180_000);

  it('closes without a reply', async () => {
    const ticketId = await hands.ask('And once more', REFUND);
    const tom = await hands.of(TOM);
    await hands.card(tom, ticketId).getByRole('button', { name: 'Reject', exact: true }).click();
    const reject = tom.getByRole('dialog');
    await reject.getByLabel('Another reason').check();
    await reject.getByRole('combobox').selectOption({ label: 'Close the ticket without a reply' });
    await reject.getByRole('button', { name: 'Reject', exact: true }).click();
    await expect.poll(() => hands.house.world.zendesk.ticket(ticketId)?.status, WAIT).toBe('solved');
    expect(hands.publicReplies(ticketId)).toEqual([]);
  }, 120_000);

  it('asks a second person about an exception that somebody edited', async () => {
    const jonas = hands.house.ownerOf('1071');
    const ticketId = await hands.ask(
      'Two payments',
      'I see two payments of 189,00 on my account for the same grinder, order 1071. Please send the second one back.',
      jonas,
    );
    const mira = await hands.of(MIRA);
    await hands.card(mira, ticketId).getByRole('button', { name: 'Edit', exact: true }).click();
    const field = mira.getByRole('dialog').getByRole('textbox').first();
    await field.fill((await field.inputValue()).replace('Kind regards', 'Warm regards'));
    await mira.getByRole('dialog').getByRole('button', { name: 'Approve and send' }).click();
    await mira
      .getByText(/A second person has to decide this/)
      .first()
      .waitFor();
    await hands.shot(mira, 'second-person');
    await mira.keyboard.press('Escape');
    await expect.poll(() => hands.card(mira, ticketId).textContent(), WAIT).toMatch(/prepared by Mira Jansen/);
    await hands.card(mira, ticketId).getByRole('button', { name: 'Approve', exact: true }).click();
    await mira.getByRole('alertdialog').getByRole('button', { name: 'Approve', exact: true }).click();
    await mira
      .getByText(/You prepared this yourself/)
      .first()
      .waitFor(WAIT);
    await hands.shot(mira, 'same-person');
    const tom = await hands.of(TOM);
    await hands.card(tom, ticketId).getByRole('button', { name: 'Approve', exact: true }).click();
    await tom.getByRole('alertdialog').getByRole('button', { name: 'Approve', exact: true }).click();
    await expect.poll(() => hands.publicReplies(ticketId).length, WAIT).toBe(1);
    expect(hands.publicReplies(ticketId)[0]?.plainBody).toContain('Warm regards');
  }, 180_000);

  it('is found on Home and by command, is paused by mouse, and takes a message as a note', async () => {
    const ticketId = await hands.ask('One more thing about order 1058', REFUND);
    const mira = await hands.of(MIRA);
    const composer = mira.getByLabel(/^Message #support-review/);
    for (const line of ['mine', `ticket ${ticketId}`, 'status']) {
      await composer.fill(`/deskhand ${line}`);
      await composer.press('Enter');
    }
    await mira
      .getByText(/waiting:/)
      .first()
      .waitFor();
    await mira
      .getByText(/Deskhand is at work/)
      .first()
      .waitFor();
    await hands.shot(mira, 'commands');

    await composer.fill(`The courier told me on the phone that ticket ${ticketId} was dropped twice.`);
    await composer.press('Enter');
    const message = mira.locator('article[data-ts]', { hasText: 'dropped twice' }).last();
    await message.hover();
    await message.getByRole('button', { name: 'More message actions' }).click();
    await mira.getByRole('menuitem', { name: 'Send to case review' }).click();
    const attach = mira.getByRole('dialog');
    await expect.poll(() => attach.getByRole('textbox').inputValue()).toBe(String(ticketId));
    await hands.shot(mira, 'attach');
    await attach.getByRole('button', { name: 'Attach' }).click();
    await expect.poll(() => JSON.stringify(hands.notes(ticketId)), WAIT).toContain('dropped twice');

    await mira
      .getByRole('button', { name: /Deskhand/ })
      .first()
      .click();
    await mira
      .getByText(/Waiting for a decision/)
      .first()
      .waitFor();
    for (const filter of ['Money and access', 'Asked of me', 'Everything open']) {
      await mira.locator('.home .button.select').click();
      await mira.getByRole('menuitem', { name: filter }).click();
      await mira.locator('.home .button.select', { hasText: filter }).waitFor();
      await hands.shot(mira, `home-${filter.toLowerCase().replaceAll(' ', '-')}`);
    }
    await mira.getByRole('button', { name: 'Pause', exact: true }).click();
    await mira.getByRole('alertdialog').getByRole('button', { name: 'Pause', exact: true }).click();
    await mira.getByText('Deskhand is paused.').first().waitFor();
    await hands.shot(mira, 'paused');
    await mira.getByRole('button', { name: 'Resume', exact: true }).click();
    await mira.getByRole('alertdialog').getByRole('button', { name: 'Resume', exact: true }).click();
    await mira.getByText('Deskhand is paused.').first().waitFor({ state: 'hidden' });
  }, 180_000);
});
