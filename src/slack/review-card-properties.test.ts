import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { THREAD_NOTES } from '../effects/effect.ts';
import { isCut } from '../review/card-room.ts';
import { sampleShown } from '../review/shown.fake.ts';
import { validateBlocks, validateView } from '../sandbox/slack/validate-blocks.ts';
import { attachModal } from './attach.ts';
import { nodesOf } from './block-nodes.fake.ts';
import { editableText, editModal } from './edit-modal.ts';
import { homeView } from './home-view.ts';
import { nastyReview } from './nasty-review.fake.ts';
import { notSentModal } from './not-sent-modal.ts';
import { reassignModal } from './reassign.ts';
import { rejectModal } from './reject-modal.ts';
import { sampleReview } from './review.fake.ts';
import { reviewCard, shortCard } from './review-card.ts';
import { noteMessage } from './thread-note.ts';

const SPEC = resolve(import.meta.dirname, '../../../shared/specs/slack/block-kit-from-types-3.2.0.schema.json');

/** What would mention, link or show a picture. Links are looked at one by one. */
const FORBIDDEN_NODES = ['user', 'usergroup', 'broadcast', 'channel', 'emoji', 'markdown', 'image', 'video', 'file'];

describe('a card of anything whatever', () => {
  const reviews = Array.from({ length: 300 }, (_, seed) => nastyReview(seed + 1));

  it('is always taken by Slack', () => {
    for (const [seed, review] of reviews.entries()) {
      for (const card of [reviewCard(review, 'https://kettle.slack.com/'), shortCard(review)]) {
        const result = validateBlocks(JSON.parse(JSON.stringify(card.blocks)));
        expect(result.ok ? [] : result.errors, `seed ${seed + 1}`).toEqual([]);
        expect(JSON.stringify(card.metadata)).not.toMatch(/evil|Zendesk/);
      }
    }
  });

  it('opens windows that Slack takes, with a text that can be edited', () => {
    const origin = { value: 'rv1.12.r3.0123456789ab', channel: 'C0REVIEW', messageTs: '1.000001' };
    let opened = 0;
    for (const review of reviews) {
      const text = editableText(review);
      const notSent = notSentModal(
        { sentence: 'Too late.', details: review.shown.reasons.map(({ words }) => words) },
        text ?? 'x',
      );
      const edit = text === null ? [] : [editModal(review, text, origin)];
      opened += edit.length;
      const groups = review.shown.reasons.map(({ words }) => words);
      const people = [{ id: 'U0LEAD01', name: review.shown.requester.name }];
      const others = [rejectModal(review, origin, groups), reassignModal(review, origin, people)];
      for (const view of [...edit, ...others, notSent]) {
        const result = validateView(JSON.parse(JSON.stringify(view)));
        expect(result.ok ? [] : result.errors).toEqual([]);
      }
    }
    expect(opened).toBeGreaterThan(20);
  });

  it('stays below the length at which Slack refuses a message as a whole', () => {
    for (const review of reviews)
      expect(
        nodesOf(reviewCard(review).blocks)
          .map((node) => (typeof node['text'] === 'string' ? node['text'].length : 0))
          .reduce((a, b) => a + b, 0),
      ).toBeLessThan(14_000);
  });

  it('S15: never lets words of others be read as mentions, links or formatting', () => {
    for (const review of reviews) {
      expect(reviewCard(review).text).not.toMatch(/<(?!@U)|[*_`~]/);
      for (const node of nodesOf(reviewCard(review, 'https://kettle.slack.com/').blocks)) {
        expect(FORBIDDEN_NODES).not.toContain(node['type']);
        if (node['type'] === 'link') expect(node['url']).toBe('https://help.example/a');
        if (node['type'] !== 'mrkdwn') continue;
        expect(node['verbatim']).toBe(true);
        expect(String(node['text'])).not.toMatch(
          /<(?!!date\^\d+\^|!subteam\^S0LEADS1>|https:\/\/kettle\.slack\.com\/archives)|evil\.example|[`~]|:smile:/,
        );
      }
    }
  });

  it('shows no invisible and no direction-changing characters', () => {
    for (const review of reviews)
      expect(JSON.stringify(reviewCard(review).blocks)).not.toMatch(
        /[\u202a-\u202e\u2066-\u2069\u200b\ufeff]|\\u0000|\\u0007|\\u001b|\\ud800/,
      );
  });

  it('writes thread notes that Slack takes and in which nobody else’s words are read', () => {
    let whole = 0;
    for (const [seed, review] of reviews.entries()) {
      const by = review.shown.requester.name;
      for (const note of THREAD_NOTES) {
        const { text, blocks } = noteMessage(review, { reviewId: 12, note, mention: review.askedOf, by });
        const result = validateBlocks(JSON.parse(JSON.stringify(blocks)));
        expect(result.ok ? [] : result.errors, `seed ${seed + 1}`).toEqual([]);
        for (const node of nodesOf(blocks)) {
          expect(FORBIDDEN_NODES).not.toContain(node['type']);
          if (node['type'] === 'mrkdwn')
            expect(String(node['text'])).not.toMatch(/<(?!!subteam\^S0LEADS1>)|evil\.example|[`~]/);
        }
        expect(text).not.toMatch(/<(?!!subteam\^S0LEADS1>)|[*`~]/);
        if (note === 'whole' && isCut(review.shown)) whole += 1;
      }
    }
    expect(whole).toBeGreaterThan(10);
  });

  it('shows the whole of a cut reply in the thread, and as much of a long message as there is room', () => {
    const text = 'All of it. '.repeat(400);
    const shown = sampleShown({ customerMessage: `${'Long story. '.repeat(900)}THE END` });
    const payload = { reviewId: 12, note: 'whole' as const, mention: null, by: null };
    const note = (of: typeof shown) => noteMessage(sampleReview({ shown: of }), payload).blocks;
    expect(JSON.stringify(note(shown))).toContain('THE END');
    expect(JSON.stringify(reviewCard(sampleReview({ shown })).blocks)).toContain('More of it is in the thread.');
    const both = note({ ...shown, draft: { ...shown.draft, text } });
    const quotes = nodesOf(both).filter(({ type }) => type === 'rich_text_quote');
    expect(quotes.flatMap((quote) => nodesOf(quote['elements']).map((node) => node['text'])).join('')).toContain(
      text.trim(),
    );
    expect(JSON.stringify(both)).toContain('The rest of the message is on the ticket.');
  });

  it('keeps Home and the small windows within what Slack takes, whoever is called what', () => {
    const numbers = { open: 9, decided: { approve: 1, edit: 2, reject: 3 }, expired: 4, medianMinutes: 0.2 };
    for (let n = 0; n < reviews.length; n += 10) {
      const open = reviews.slice(n, n + 40).map((review, id) => ({
        ...review,
        id,
        ticketUrl: review.shown.ticketUrl,
        intentName: review.shown.intentName,
        risk: 'weighty' as const,
        actions: review.shown.proposals.map(({ preview }) => preview),
        card: review.newer,
      }));
      const paused = n % 20 === 0;
      const home = homeView({
        open,
        filter: 'all',
        numbers,
        paused,
        isLead: true,
        workspaceUrl: 'https://a.slack.com/',
      });
      const text = reviews[n]?.shown.customerMessage.slice(0, 1_200) ?? '';
      const attach = attachModal({ channel: 'C0REVIEW', messageTs: '1.000001', text });
      for (const view of [home, attach]) {
        const result = validateView(JSON.parse(JSON.stringify(view)));
        expect(result.ok ? [] : result.errors, `from seed ${n + 1}`).toEqual([]);
        for (const node of nodesOf(view.blocks)) {
          expect(FORBIDDEN_NODES).not.toContain(node['type']);
          if (node['type'] === 'mrkdwn')
            expect(String(node['text'])).not.toMatch(
              /<(?!!date\^|!subteam\^S0LEADS1>|https:\/\/a\.slack\.com)|evil\.example|[`~]/,
            );
        }
      }
    }
  });

  it.skipIf(!existsSync(SPEC))('has the shape that Slack’s own types prescribe', () => {
    const ajv = new Ajv({ strict: false, allErrors: false });
    const schema = JSON.parse(readFileSync(SPEC, 'utf8'));
    ajv.addSchema(schema, 'blocks');
    const validate = ajv.compile({ type: 'array', maxItems: 50, items: { $ref: 'blocks#/definitions/KnownBlock' } });
    for (const review of reviews.slice(0, 40)) {
      expect(validate(JSON.parse(JSON.stringify(reviewCard(review).blocks))), JSON.stringify(validate.errors)).toBe(
        true,
      );
    }
  });
});
