import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { isCut } from '../review/card-room.ts';
import { validateBlocks, validateView } from '../sandbox/slack/validate-blocks.ts';
import { nodesOf } from './block-nodes.fake.ts';
import { editableText, editModal } from './edit-modal.ts';
import { nastyReview } from './nasty-review.fake.ts';
import { notSentModal } from './not-sent-modal.ts';
import { reassignModal } from './reassign.ts';
import { rejectModal } from './reject-modal.ts';
import { reviewCard } from './review-card.ts';
import { noteMessage } from './thread-note.ts';

const SPEC = resolve(import.meta.dirname, '../../../shared/specs/slack/block-kit-from-types-3.2.0.schema.json');

describe('a card of anything whatever', () => {
  const reviews = Array.from({ length: 150 }, (_, seed) => nastyReview(seed + 1));

  it('is always taken by Slack', () => {
    for (const [seed, review] of reviews.entries()) {
      const result = validateBlocks(JSON.parse(JSON.stringify(reviewCard(review).blocks)));
      expect(result.ok ? [] : result.errors, `seed ${seed + 1}`).toEqual([]);
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
        expect(['user', 'usergroup', 'broadcast', 'channel', 'emoji', 'markdown']).not.toContain(node['type']);
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

  it('puts the whole of a cut reply into a thread note that Slack takes', () => {
    for (const review of reviews) {
      const payload = { reviewId: 12, note: 'whole' as const, mention: null, by: null };
      if (!isCut(review.shown)) continue;
      const result = validateBlocks(JSON.parse(JSON.stringify(noteMessage(review, payload).blocks)));
      expect(result.ok ? [] : result.errors).toEqual([]);
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
