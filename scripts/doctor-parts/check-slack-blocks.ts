import { messageOf } from '../../src/platform/errors.ts';
import { editModal } from '../../src/slack/edit-modal.ts';
import { homeView } from '../../src/slack/home-view.ts';
import { rejectModal } from '../../src/slack/reject-modal.ts';
import { sampleReview } from '../../src/slack/review.fake.ts';
import { reviewCard } from '../../src/slack/review-card.ts';
import type { SlackClient } from '../../src/slack/web-client.ts';
import { type Check, checksOf } from './check.ts';

const slack = checksOf('Slack');
const ORIGIN = { value: 'rv1.12.r3.0123456789ab', channel: 'C0', messageTs: '1.000001' };

/** Asks Slack whether it would take what we show, with a made-up question and without posting anything. */
export async function checkBlocks(client: SlackClient): Promise<Check> {
  const review = sampleReview();
  const numbers = { open: 0, decided: { approve: 0, edit: 0, reject: 0 }, expired: 0, medianMinutes: null };
  const home = homeView({ open: [], filter: 'all', numbers, paused: false, isLead: true, workspaceUrl: null });
  const surfaces = {
    card: { blocks: reviewCard(review).blocks },
    'edit window': { view: editModal(review, review.shown.draft.text, ORIGIN) },
    'reject window': { view: rejectModal(review, ORIGIN, ['Support']) },
    'Home tab': { view: home },
  };
  const refused: string[] = [];
  for (const [name, surface] of Object.entries(surfaces)) {
    try {
      await client.apiCall('blocks.validate', surface);
    } catch (error) {
      const words = messageOf(error);
      if (/unknown_method|ratelimited|rate limit/i.test(words))
        return slack.warning(
          'blocks',
          `Slack does not check blocks at the moment (${words})`,
          'run the doctor again later',
        );
      refused.push(`${name} (${words})`);
    }
  }
  if (refused.length === 0) return slack.ok('blocks', `Slack takes the ${Object.keys(surfaces).join(', the ')}`);
  return slack.problem(
    'blocks',
    `Slack refuses the ${refused.join(', the ')}`,
    'please report this to whoever maintains Deskhand',
  );
}
