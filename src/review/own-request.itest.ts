import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { personMark } from './review.ts';
import { GOOD_REPLY, ReviewStage, TOM } from './review-stage.fake.ts';
import { sampleShown } from './shown.fake.ts';

let stage: ReviewStage;

beforeAll(async () => {
  stage = await ReviewStage.open(inject('postgresUrl'));
});
afterAll(() => stage.close());

describe('S18: whoever asked for it does not decide it', () => {
  // Mira's own address, as she might have written it to the helpdesk.
  const requester = { ...sampleShown().requester, mark: personMark(' Mira@KettleAndPine.example') };

  it('refuses approval and edit by the requester of the ticket, and takes them from somebody else', async () => {
    const review = await stage.ask({ requester });
    for (const kind of ['approve', 'edit'] as const)
      expect(await stage.press(review, kind, { editedText: GOOD_REPLY })).toMatchObject({
        refusal: { kind: 'own_request' },
      });
    expect((await stage.read(review.id)).state).toBe('open');
    expect(await stage.press(review, 'approve', { actor: TOM })).toMatchObject({ kind: 'decided' });
  });

  it('lets them say no, which releases nothing', async () => {
    const review = await stage.ask({ requester });
    expect(await stage.press(review, 'reject')).toMatchObject({ kind: 'decided' });
  });
});
