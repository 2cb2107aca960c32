import { messageOf } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';

export interface AttachedFile {
  name: string;
  contentType: string;
  bytes: number;
  url: string | null;
}

export interface AttachmentOptions {
  baseUrl: string;
  log: Log;
  fetch?: typeof fetch;
}

/** A log or an export that a customer attaches says enough in its first pages. */
const MOST_BYTES = 32_000;
const MOST_FILES = 3;
const TIMEOUT_MS = 4_000;
const MOST_HOPS = 2;

/**
 * The words of attached text files, by name of the file; anything that is no plain text, too large or not to be had is left out and
 * only listed. No token is sent along, so an account that guards its attachments keeps them to itself.
 */
export async function readAttachedTexts(
  options: AttachmentOptions,
  files: readonly AttachedFile[],
): Promise<ReadonlyMap<string, string>> {
  const readable = files.filter((file) => file.url !== null && isText(file) && file.bytes <= MOST_BYTES);
  const texts = new Map<string, string>();
  for (const file of readable.slice(0, MOST_FILES)) {
    try {
      const text = await fetchText(options, new URL(file.url ?? ''), MOST_HOPS);
      if (text !== null) texts.set(file.name, text);
    } catch (error) {
      // The message itself can be answered without it; the note says that it was not read.
      options.log.warn({ err: messageOf(error) }, 'attachment not read');
    }
  }
  return texts;
}

function isText({ contentType, name }: AttachedFile): boolean {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  return (
    type === 'text/plain' ||
    type === 'text/csv' ||
    (type === 'application/octet-stream' && /\.(txt|log|csv)$/i.test(name))
  );
}

async function fetchText(options: AttachmentOptions, url: URL, hopsLeft: number): Promise<string | null> {
  if (!isZendesk(options.baseUrl, url)) return null;
  const send = options.fetch ?? fetch;
  const answer = await send(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const next = answer.headers.get('location');
  if (answer.status >= 300 && answer.status < 400 && next && hopsLeft > 0)
    return fetchText(options, new URL(next, url), hopsLeft - 1);
  if (answer.status !== 200 || answer.body === null) return null;
  // What the listing said about the size is not trusted.
  const bytes: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    bytes.push(chunk);
    size += chunk.byteLength;
    if (size > MOST_BYTES) break;
  }
  const text = Buffer.concat(bytes).subarray(0, MOST_BYTES).toString('utf8');
  return text.includes('\u0000') ? null : text;
}

/** The account's own host, or where Zendesk keeps its files: an address in a comment must not send us anywhere else. */
function isZendesk(baseUrl: string, url: URL): boolean {
  if (url.host === new URL(baseUrl).host) return true;
  return url.protocol === 'https:' && /\.(zendesk\.com|zdusercontent\.com)$/.test(url.hostname);
}
