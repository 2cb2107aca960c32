import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Effect } from '../effects/effect.ts';
import { OutcomeUnknown, RetryLater } from '../platform/errors.ts';
import { silentLog } from '../platform/log.ts';
import { sampleShown } from '../review/shown.fake.ts';
import { validateBlocks } from '../sandbox/slack/validate-blocks.ts';
import { reviewChannel, testWorkspace } from '../sandbox/slack/workspace.fake.ts';
import { type SlackSandbox, startSlack } from '../sandbox/slack-server.ts';
import { createIdentity } from './identity.ts';
import { sampleReview } from './review.fake.ts';
import { reviewCard } from './review-card.ts';
import { FakeReviews } from './reviews.fake.ts';
import { createThreadNotes, noteMessage } from './thread-note.ts';
import { createSlackClient } from './web-client.ts';

type Note = Effect<'slack_note'>;
let slack: SlackSandbox;
let reviews: FakeReviews;

function effect(changes: Partial<Note['payload']> = {}): Note {
  const payload = { reviewId: 12, note: 'reminder' as const, mention: 'S0LEADS1', by: null, ...changes };
  const ids = { id: 31, caseId: 4, turnId: 5, reviewId: 12, decisionId: null };
  return { ...ids, key: 'note:12:x', kind: 'slack_note', payload, state: 'sending', attempts: 1 };
}

function handler() {
  const access = { botToken: testWorkspace().botToken, apiUrl: `${slack.url}/api/` };
  const client = createSlackClient(access, { timeoutMs: 1_000, log: silentLog });
  return createThreadNotes({ reviews, client, identity: createIdentity(client) });
}

beforeEach(async () => {
  slack = await startSlack(testWorkspace());
  reviews = new FakeReviews(sampleReview());
});
afterEach(() => slack.close());

async function postCard(): Promise<string> {
  const card = slack.writeAs('U0BOT001', reviewChannel, 'card');
  await reviews.saveSurface(12, { channel: reviewChannel, messageTs: card.ts, renderedHash: '' });
  return card.ts;
}
const replies = (ts: string) => slack.messages(reviewChannel).filter((message) => message.threadTs === ts);

describe('notes in the thread under a card', () => {
  it('call those who were asked, in the thread; only an escalation is shown to the channel', async () => {
    const ts = await postCard();
    await handler().perform(effect());
    await handler().perform(effect({ note: 'escalation', mention: 'U0LEAD01' }));
    expect(replies(ts).map(({ text, broadcast }) => [text, broadcast === true])).toEqual([
      ['<!subteam^S0LEADS1> This is still waiting for a decision.', false],
      ['<@U0LEAD01> Nobody has decided this yet. It was asked of others before.', true],
    ]);
  });

  it('are posted once although the answer was lost', async () => {
    const ts = await postCard();
    slack.setFaults([{ method: 'chat.postMessage', fault: { kind: 'drop', commit: true } }]);
    await expect(handler().perform(effect())).rejects.toThrow(OutcomeUnknown);
    expect(await handler().find(effect())).toMatchObject({ ts: replies(ts)[0]?.ts });
    expect(await handler().find({ ...effect(), id: 32 })).toBeNull();
  });

  it('wait for the card, and are not posted under a closed question', async () => {
    await expect(handler().perform(effect())).rejects.toThrow(RetryLater);
    const ts = await postCard();
    reviews.change(12, { state: 'approved' });
    expect(await handler().perform(effect())).toMatchObject({ kind: 'superseded' });
    expect(replies(ts)).toEqual([]);
  });

  it('hold the whole of what the card cut, after which Approve is offered', () => {
    const text = `${'You can return it within 30 days [1]. '.repeat(75)}THE END`;
    const shown = sampleShown({ draft: { ...sampleShown().draft, text } });
    const cut = sampleReview({ shown });
    expect(JSON.stringify(reviewCard(cut).blocks)).not.toContain('rv_approve');
    const { blocks } = noteMessage(cut, effect({ note: 'whole' }).payload);
    expect(JSON.stringify(blocks)).toContain('THE END');
    expect(JSON.stringify(blocks)).toContain('Refund 89.00 EUR for order 1042');
    expect(validateBlocks(JSON.parse(JSON.stringify(blocks))).ok).toBe(true);
    const whole = reviewCard({ ...cut, wholeInThread: true }).blocks;
    expect(JSON.stringify(whole)).toContain('rv_approve');
    expect(JSON.stringify(whole)).toContain('the whole of it is in the thread');
  });

  it('never let the words of others be read as markup', () => {
    const payload = effect({
      note: 'reassigned',
      mention: '<!channel>',
      by: '<!here> *Eve* <https://evil.example|x>',
    }).payload;
    expect(noteMessage(sampleReview(), payload).text).not.toMatch(/[<*]|evil\.example\|/);
  });
});
