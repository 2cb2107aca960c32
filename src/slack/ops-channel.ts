import type { Log } from '../platform/log.ts';
import type { SlackConfig } from './slack-config.ts';
import { callSlack, createSlackClient, WORKER_TIMEOUT_MS } from './web-client.ts';

/** Says a sentence in a channel of the operators. Plain text: nothing in it is a mention or a link. */
export function createOpsChannel(
  access: Pick<SlackConfig, 'botToken' | 'apiUrl'>,
  { channel, log }: { channel: string; log: Log },
): (words: string) => Promise<void> {
  const client = createSlackClient(access, { timeoutMs: WORKER_TIMEOUT_MS, log });
  return async (words) => {
    const text = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const message = { channel, text, unfurl_links: false, unfurl_media: false };
    await callSlack('chat.postMessage', () => client.chat.postMessage(message));
  };
}
