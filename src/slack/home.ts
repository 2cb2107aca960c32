import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { OpenReview } from '../review/inbox.ts';
import { plain } from './card-blocks.ts';
import { HOME_FILTERS, type HomeFilter, homeView } from './home-view.ts';
import { type ListenerDeps, noteTurnedAway } from './listener.ts';
import { type Notice, notAllowed, noticeBlocks } from './notice.ts';
import type { Presser } from './press.ts';
import { callSlack } from './web-client.ts';

const HomeBody = z.object({
  user: z.object({ id: z.string(), team_id: z.string().nullish() }),
  team: z.object({ id: z.string() }).nullish(),
  view: z.object({ private_metadata: z.string() }),
  actions: z
    .array(z.object({ value: z.string().optional(), selected_option: z.object({ value: z.string() }).nullish() }))
    .min(1),
});

export interface HomePress extends Presser {
  filter: HomeFilter;
  chosen: string;
}

/** A press on the Home tab has neither channel nor message. */
export function parseHomePress(body: unknown): HomePress {
  const { user, team, view, actions } = HomeBody.parse(body);
  return {
    userId: user.id,
    teamId: user.team_id ?? team?.id ?? null,
    filter: filterOf(view.private_metadata),
    chosen: actions[0]?.selected_option?.value ?? actions[0]?.value ?? '',
  };
}

function filterOf(value: string): HomeFilter {
  return value in HOME_FILTERS ? (value as HomeFilter) : 'all';
}

/** Shows a person their inbox as it is now; whoever may not decide is told so there. */
export async function showHome(deps: ListenerDeps, presser: Presser, filter: HomeFilter): Promise<void> {
  const right = await deps.reviewers.may(presser, deps.channel, 'ordinary');
  const view = right.may ? await inboxOf(deps, presser, filter) : closedHome(notAllowed(right.because));
  await callSlack('views.publish', () => deps.client.views.publish({ user_id: presser.userId, view }));
}

async function inboxOf(deps: ListenerDeps, presser: Presser, filter: HomeFilter): Promise<types.HomeView> {
  const { desk, reviewers } = deps;
  const [open, numbers, paused, lead, workspaceUrl] = await Promise.all([
    desk.open(),
    desk.numbers(),
    desk.isPaused(),
    reviewers.may(presser, deps.channel, 'lead'),
    deps.workspaceUrl(),
  ]);
  const filtered = await filteredFor(deps, { open, filter, userId: presser.userId });
  return homeView({ open: filtered, filter, numbers, paused, isLead: lead.may, workspaceUrl });
}

export async function filteredFor(
  { reviewers }: ListenerDeps,
  { open, filter, userId }: { open: readonly OpenReview[]; filter: HomeFilter; userId: string },
): Promise<OpenReview[]> {
  if (filter === 'weighty') return open.filter(({ risk }) => risk === 'weighty');
  if (filter === 'all') return [...open];
  const mine = await Promise.all(
    open.map(async ({ askedOf }) => askedOf !== null && (await reviewers.covers(askedOf, userId))),
  );
  return open.filter((_, index) => mine[index]);
}

function closedHome(notice: Notice): types.HomeView {
  return {
    type: 'home',
    blocks: [{ type: 'header', text: plain('Reviews', 150) }, ...noticeBlocks(notice)],
  };
}

export async function chooseFilter(deps: ListenerDeps, press: HomePress): Promise<void> {
  await showHome(deps, press, filterOf(press.chosen));
}

export async function pressPause(deps: ListenerDeps, press: HomePress): Promise<void> {
  await switchPause(deps, press, press.chosen === 'pause');
  await showHome(deps, press, press.filter);
}

/** The sentence for whoever switched. Only leads may; everybody else is told so, and it is written down. */
export async function switchPause(deps: ListenerDeps, presser: Presser, pause: boolean): Promise<string> {
  const right = await deps.reviewers.may(presser, deps.channel, 'lead');
  if (!right.may) {
    const notice = notAllowed(right.because);
    await noteTurnedAway(deps, { ...presser, value: '' }, { wanted: pause ? 'pause' : 'resume', notice });
    return notice.sentence;
  }
  await deps.desk.pause(pause, right.actor);
  return pause
    ? 'Deskhand is paused: from the next message on nothing is sent and nothing is proposed. `/deskhand resume` ends it.'
    : 'Deskhand works again.';
}
