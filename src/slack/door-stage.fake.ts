import type { Delivery } from '../sandbox/slack/deliver.ts';
import type { SlackOptions } from '../sandbox/slack/options.ts';
import type { View } from '../sandbox/slack/records.ts';
import { reviewChannel, testWorkspace } from '../sandbox/slack/workspace.fake.ts';
import { type SlackSandbox, startSlack } from '../sandbox/slack-server.ts';
import type { FakeReviews } from './reviews.fake.ts';
import type { SlackConfig } from './slack-config.ts';
import { type RunningDoor, startDoor } from './slack-door.fake.ts';

export const SOCKET_MODE = { signingSecret: null, appToken: testWorkspace().appToken };

/** The stand-in for Slack with our door in front of it, and the hands of the people who press. */
export class DoorStage {
  readonly slack: SlackSandbox;
  readonly workspace: SlackOptions;
  #running: RunningDoor | null = null;

  constructor(slack: SlackSandbox, workspace: SlackOptions) {
    this.slack = slack;
    this.workspace = workspace;
  }

  get running(): RunningDoor {
    if (!this.#running) throw new Error('The door was not started');
    return this.#running;
  }

  get reviews(): FakeReviews {
    return this.running.reviews;
  }

  async start(changes: Partial<SlackConfig> = {}, reviews?: FakeReviews): Promise<void> {
    const { botToken, signingSecret } = this.workspace;
    const config = { botToken, signingSecret, appToken: null, channel: reviewChannel, approvers: [], ...changes };
    this.#running = await startDoor({ ...config, apiUrl: `${this.slack.url}/api/` }, reviews);
    this.slack.setRequestUrl(this.#running.requestUrl ?? undefined);
  }

  press(userId: string, actionId: string, messageTs: string, value?: string): Promise<Delivery> {
    return this.slack.press({ userId, actionId, messageTs, channelId: reviewChannel, value });
  }

  /** The notices that only this person has seen. */
  told(userId: string): string[] {
    return this.slack.ephemerals(userId).map((message) => JSON.stringify([message.text, message.blocks]));
  }

  /** Chooses in the menu behind the three dots, by the words shown there. */
  choose(userId: string, messageTs: string, choice: string): Promise<Delivery> {
    const review = this.reviews.reviews.get(12);
    const value = `rv1.12.r${review?.revision}.${review?.fingerprint.slice(0, 12)}|${choice}`;
    return this.press(userId, 'rv_more', messageTs, value);
  }

  command(userId: string, text: string): Promise<Delivery> {
    return this.slack.runCommand({ userId, channelId: reviewChannel, command: '/deskhand', text });
  }

  /** The window that is open for this person; throws when there is none. */
  openView(userId: string): View {
    const [view] = this.slack.openViews(userId);
    if (!view) throw new Error('No window is open');
    return view;
  }

  async close(): Promise<void> {
    await this.#running?.close();
    await this.slack.close();
  }
}

export async function openStage(changes: Partial<SlackOptions> = {}): Promise<DoorStage> {
  const workspace = testWorkspace({ ackTimeoutMs: 1_000, ...changes });
  return new DoorStage(await startSlack(workspace), workspace);
}
