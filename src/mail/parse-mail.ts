import PostalMime, { type Email } from 'postal-mime';
import { messageOf } from '../platform/errors.ts';

/** A mail as it came over the wire, taken apart. */
export interface ParsedMail {
  headers: readonly MailHeader[];
  from: { name: string; address: string } | null;
  subject: string;
  text: string | null;
  html: string | null;
}

/** `name` is in small letters; a name may come several times. */
export interface MailHeader {
  name: string;
  value: string;
}

export type Parsed = { kind: 'mail'; mail: ParsedMail } | { kind: 'unreadable'; reason: string };

/** More than this is attachments, and what we read stands at the beginning. */
const MAX_RAW = 2_000_000;
/** The parser's time grows with the number of parts times the size (60,000 empty ones took 4 s); no mail program makes so many. */
const MAX_PARTS = 500;
const PART = Buffer.from('\n--');
const LIMITS = { maxNestingDepth: 32, maxHeadersSize: 256_000, maxRfc822NestingDepth: 2, forceRfc822Attachments: true };

/** Raw RFC 822 in. Bytes are better than a string, because a mail may use several character sets. */
export async function parseMail(raw: Uint8Array | string): Promise<Parsed> {
  const bytes = typeof raw === 'string' ? new TextEncoder().encode(raw.slice(0, MAX_RAW)) : raw.subarray(0, MAX_RAW);
  try {
    return { kind: 'mail', mail: toMail(await PostalMime.parse(firstParts(bytes), LIMITS)) };
  } catch (error) {
    // The parser refuses what is nested or headed without end; nothing else of it throws.
    return { kind: 'unreadable', reason: messageOf(error) };
  }
}

function firstParts(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = -1;
  for (let part = 0; part <= MAX_PARTS; part++) {
    at = buffer.indexOf(PART, at + 1);
    if (at < 0) return bytes;
  }
  return bytes.subarray(0, at);
}

function toMail(email: Email): ParsedMail {
  const from = email.from?.address === undefined ? undefined : email.from;
  return {
    headers: email.headers.map(({ key, value }) => ({ name: key, value })),
    from: from ? { name: from.name, address: from.address } : null,
    subject: email.subject ?? '',
    text: email.text ?? null,
    html: email.html ?? null,
  };
}
