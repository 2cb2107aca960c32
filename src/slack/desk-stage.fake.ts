import { sleep, systemClock } from '../platform/clock.ts';
import { silentLog } from '../platform/log.ts';
import { createReviewDesk, type ReviewDesk } from '../review/desk.ts';
import type { Review } from '../review/review.ts';
import { ReviewStage } from '../review/review-stage.fake.ts';
import type { Delivery } from '../sandbox/slack/deliver.ts';
import type { View } from '../sandbox/slack/records.ts';
import type { Submission } from '../sandbox/slack/submissions.ts';
import { lead, reviewChannel, testWorkspace } from '../sandbox/slack/workspace.fake.ts';
import { type SlackSandbox, startSlack } from '../sandbox/slack-server.ts';
import type { SlackConfig } from './slack-config.ts';
import { startApp } from './slack-door.fake.ts';
import { createSlackDoor, type SlackDoor } from './slack-door.ts';

export const PEOPLE = Array.from({ length: 50 }, (_, n) => `U0P${String(n).padStart(4, '0')}`);

export type WindowKind = 'edit' | 'reject' | 'redraft' | 'reassign';

/** The real desk over real rows, the door over signed HTTP, and fifty people who may all decide. */
export class DeskStage {
  readonly stage: ReviewStage;
  readonly slack: SlackSandbox;
  #door: SlackDoor;
  readonly #close: () => Promise<void>;
  readonly #again: () => Promise<SlackDoor>;

  private constructor(parts: {
    stage: ReviewStage;
    slack: SlackSandbox;
    door: SlackDoor;
    close: () => Promise<void>;
    again: () => Promise<SlackDoor>;
  }) {
    this.stage = parts.stage;
    this.slack = parts.slack;
    this.#door = parts.door;
    this.#again = parts.again;
    this.#close = parts.close;
  }

  static async open(postgresUrl: string, changes: Partial<SlackConfig> = {}): Promise<DeskStage> {
    const stage = await ReviewStage.open(postgresUrl);
    const workspace = testWorkspace();
    const slack = await startSlack({
      ...workspace,
      ackTimeoutMs: 3_000,
      users: [
        ...workspace.users,
        ...PEOPLE.map((id) => ({
          id,
          name: id.toLowerCase(),
          realName: `Person ${id}`,
          email: `${id}@kettle.example`,
        })),
      ],
      channels: workspace.channels.map((channel) =>
        channel.id === reviewChannel ? { ...channel, members: [...channel.members, ...PEOPLE] } : channel,
      ),
    });
    const { botToken, signingSecret } = workspace;
    const config = { botToken, signingSecret, appToken: null, channel: reviewChannel, approvers: [], ...changes };
    const desk: ReviewDesk = createReviewDesk({
      ...stage.deps,
      database: stage.database,
      groups: async () => ['Support'],
    });
    const doors: (() => Promise<void>)[] = [];
    const again = async (): Promise<SlackDoor> => {
      for (const closeDoor of doors.splice(0)) await closeDoor();
      const full = { ...config, apiUrl: `${slack.url}/api/` };
      const door = createSlackDoor({ config: full, clock: systemClock, log: silentLog, reviews: stage.reviews, desk });
      const app = await startApp(door);
      slack.setRequestUrl(app.requestUrl ?? undefined);
      doors.push(async () => {
        await door.stop();
        await app.close();
      });
      return door;
    };
    const close = async (): Promise<void> => {
      for (const closeDoor of doors.splice(0)) await closeDoor();
      await slack.close();
      await stage.close();
    };
    return new DeskStage({ stage, slack, door: await again(), close, again });
  }

  get door(): SlackDoor {
    return this.#door;
  }

  /** As after a deploy: a new process that knows nobody yet. */
  async restart(): Promise<void> {
    this.#door = await this.#again();
  }

  /** A new question with its card on the channel. */
  async post(review?: Review): Promise<{ review: Review; ts: string }> {
    const asked = review ?? (await this.stage.ask());
    const ids = { id: 1, key: `card:${asked.id}`, caseId: asked.caseId, turnId: asked.turnId, reviewId: asked.id };
    const effect = { ...ids, decisionId: null, payload: { reviewId: asked.id }, attempts: 1 };
    await this.door.handlers.slack_card.perform({ ...effect, kind: 'slack_card', state: 'sending' });
    const surface = await this.stage.reviews.surfaceOf(asked.id);
    return { review: asked, ts: surface?.messageTs ?? '' };
  }

  /** Everybody is known, as in a team that has worked since morning: what is measured then is the press. */
  async meetEverybody(): Promise<void> {
    for (const userId of PEOPLE)
      await this.slack.runCommand({ userId, channelId: reviewChannel, command: '/deskhand', text: 'status' });
  }

  press(userId: string, actionId: string, messageTs: string, value?: string): Promise<Delivery> {
    return this.slack.press({ userId, actionId, messageTs, channelId: reviewChannel, value });
  }

  /** Chooses in the menu behind the three dots. */
  choose(userId: string, { review, ts }: { review: Review; ts: string }, choice: string): Promise<Delivery> {
    const value = `rv1.${review.id}.r${review.revision}.${review.fingerprint.slice(0, 12)}|${choice}`;
    return this.press(userId, 'rv_more', ts, value);
  }

  /** Opens the window behind a button, filled in and ready to be sent. */
  async openWindow(userId: string, kind: WindowKind, ts: string): Promise<() => Promise<Submission>> {
    const values = {
      edit: { body: { text: `Dear Noor,\n\nYou can return it within 30 days [1].` } },
      reject: { reason: { choice: 'tone' }, next: { step: 'person' } },
      redraft: { reason: { choice: 'tone' }, note: { text: 'Kinder, please' }, next: { step: 'redraft' } },
      reassign: { to: { who: lead } },
    }[kind];
    await this.press(userId, `rv_${kind === 'redraft' ? 'reject' : kind}`, ts);
    const view = await this.#window(userId);
    return () => this.slack.submitView({ userId, viewId: view.id, values });
  }

  /** The answer to the press comes before the window. */
  async #window(userId: string): Promise<View> {
    for (let look = 0; look < 100; look += 1) {
      const view = this.slack.openViews(userId).at(-1);
      if (view) return view;
      await sleep(20);
    }
    throw new Error(`No window opened for ${userId}`);
  }

  close(): Promise<void> {
    return this.#close();
  }
}
