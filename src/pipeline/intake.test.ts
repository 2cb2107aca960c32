import { describe, expect, it } from 'vitest';
import { AGENT_ID, BOT_ID, CUSTOMER_ID, FakeHelpdesk } from '../tickets/helpdesk.fake.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { baseOf, decideIntake, type Intake } from './intake.ts';

const QUESTION = 'How many days do I have to send my grinder back to you?';

async function taken(changes: Partial<Ticket> = {}, after: (desk: FakeHelpdesk) => void = () => {}, text = QUESTION) {
  const desk = new FakeHelpdesk();
  desk.open(1, text, changes);
  after(desk);
  return decideIntake(await desk.read(1), BOT_ID);
}

async function intakeOf(...args: Parameters<typeof taken>): Promise<Intake> {
  const result = await taken(...args);
  if (result.kind !== 'take') throw new Error(`left alone: ${result.code}`);
  return result.intake;
}

describe('decideIntake', () => {
  it('takes a customer’s question, with who asks and in which language', async () => {
    expect(await intakeOf()).toMatchObject({
      newest: QUESTION,
      language: 'en',
      fromRequester: true,
      requester: { name: 'Eva Bakker', verified: true },
    });
  });

  it.each([
    ['closed', { status: 'closed' }],
    ['solved', { status: 'solved' }],
    ['auto_reply', { subject: 'Automatic reply: hello' }],
    ['bounce', { subject: 'Undeliverable: hello' }],
  ] satisfies [string, Partial<Ticket>][])('leaves a ticket alone: %s', async (code, changes) => {
    expect(await taken(changes)).toMatchObject({ kind: 'leave', code });
  });

  it('says on what grounds it takes a message for a machine’s', async () => {
    expect(await taken({ subject: 'Automatic reply: hello' })).toMatchObject({
      reason: 'This is an automatic reply (subject “Automatic reply: hello”).',
    });
  });

  it('does not hold the ticket’s first subject against a later message', async () => {
    const later = (desk: FakeHelpdesk) =>
      void desk.say(1, CUSTOMER_ID, 'I am back now. Where is the lid of my kettle, please?');
    expect(await taken({ subject: 'Automatic reply: hello' }, later)).toMatchObject({ kind: 'take' });
  });

  it('reads a message that came in HTML only, without what it quotes', async () => {
    const desk = new FakeHelpdesk();
    desk.open(1, '');
    const snapshot = await desk.read(1);
    const html = '<p>Where is the <b>lid</b> of my kettle?</p><blockquote type="cite">Which lid, Eva?</blockquote>';
    const comments = snapshot.comments.map((comment) => ({ ...comment, html }));
    expect(decideIntake({ ...snapshot, comments }, BOT_ID)).toMatchObject({
      intake: { newest: 'Where is the lid of my kettle?' },
    });
  });

  it('takes the customer’s name off the end, and nobody else’s', async () => {
    expect((await intakeOf({}, () => {}, `${QUESTION}\n\nEva Bakker`)).newest).toBe(QUESTION);
    expect((await intakeOf({}, () => {}, `${QUESTION}\n\nMoss Scale`)).newest).toBe(`${QUESTION}\n\nMoss Scale`);
  });

  it('leaves the ticket to the colleague who answered, and to our own reply', async () => {
    expect(await taken({}, (desk) => desk.say(1, AGENT_ID, 'You have 30 days.'))).toMatchObject({
      kind: 'leave',
      code: 'answered',
    });
    expect(await taken({}, (desk) => desk.say(1, BOT_ID, 'You have 30 days.'))).toMatchObject({
      kind: 'leave',
      code: 'answered',
    });
  });

  it('does not take a private note for an answer', async () => {
    expect(await taken({}, (desk) => desk.say(1, AGENT_ID, 'Is this within 30 days?', false))).toMatchObject({
      kind: 'take',
    });
  });

  it('answers the newest message, and keeps the earlier ones as history', async () => {
    const intake = await intakeOf({}, (desk) =>
      desk.say(1, CUSTOMER_ID, 'Forget it, the grinder works. How do I clean the burrs of it?'),
    );
    expect(intake.newest).toBe('Forget it, the grinder works. How do I clean the burrs of it?');
    expect(intake.earlier).toEqual([{ from: 'customer', text: QUESTION }]);
  });

  it('reads a very short message together with what it completes', async () => {
    const intake = await intakeOf({}, (desk) => desk.say(1, CUSTOMER_ID, 'It is order 1042.'));
    expect(intake.newest).toBe(`${QUESTION}\n\nIt is order 1042.`);
  });

  it('takes secrets out before anybody else sees the text', async () => {
    const intake = await intakeOf(
      { subject: 'my card 4111 1111 1111 1111' },
      () => {},
      'My password is hunter22 and I cannot log in to my account.',
    );
    expect(intake.newest).toBe('My password is [password] and I cannot log in to my account.');
    expect(intake.subject).toBe('my card [card number]');
    expect(intake.secretsFound).toEqual(['password', 'card number']);
  });

  it('sees when somebody other than the requester wrote', async () => {
    expect((await intakeOf({ requesterId: 555 })).fromRequester).toBe(false);
  });

  it('trusts the stamp only when the helpdesk’s clock has moved past its second', async () => {
    const desk = new FakeHelpdesk();
    desk.open(1, QUESTION);
    const snapshot = await desk.read(1);
    expect(baseOf(snapshot).settled).toBe(true);
    expect(baseOf({ ...snapshot, readAt: new Date(Date.parse(snapshot.ticket.updatedStamp) + 1_500) }).settled).toBe(
      false,
    );
  });

  it('does not trust its first look where something of ours already stands below the message', async () => {
    expect((await intakeOf()).base.settled).toBe(true);
    const { base } = await intakeOf({}, (desk) => desk.say(1, BOT_ID, 'A note from before the backup', false));
    expect(base.settled).toBe(false);
  });
});
