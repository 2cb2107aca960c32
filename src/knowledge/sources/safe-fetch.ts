import type { LookupAddress } from 'node:dns';
import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Agent, type Dispatcher, request } from 'undici';
import { isPublicAddress } from './public-address.ts';

/** What a page may be fetched with. The two functions are for tests. */
export interface FetchRules {
  /** Host names, with the port where it is not the usual one: "help.example.com", "help.example.com:8443". Nothing is implied. */
  allowedHosts: readonly string[];
  lookup?: (host: string) => Promise<LookupAddress[]>;
  isAllowedAddress?: (address: string) => boolean;
}

export interface FetchedPage {
  /** After redirects. */
  url: string;
  text: string;
  contentType: string;
  lastModified: Date | null;
}

/** The address was refused before anything was sent to it. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';
}

const MOST_REDIRECTS = 5;
const MOST_BYTES = 5 * 1024 * 1024;
const TIMEOUT_MS = 15_000;
const READABLE = /^(?:text\/(?:html|plain|markdown)|application\/xhtml\+xml)\b/i;

/**
 * Fetches a page of an allow-listed host. Each name is resolved once, all its addresses must be public, and the connection goes to the
 * address that was judged: a name that answers differently the second time gains nothing. Each redirect is judged as a new address.
 */
export async function fetchPage(address: string, rules: FetchRules): Promise<FetchedPage> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let url = judgedUrl(address, rules, null);
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const agent = agentFor(await judgedAddress(url, rules));
    try {
      const answer = await request(url, {
        dispatcher: agent,
        signal,
        headers: { accept: 'text/html, text/plain;q=0.5' },
      });
      const next = redirectOf(answer, url);
      if (next === null) return await readPage(answer, url);
      await answer.body.dump();
      url = judgedUrl(next, rules, url);
    } finally {
      await agent.destroy();
    }
  }
  throw new Error(`${address} redirects more than ${MOST_REDIRECTS} times`);
}

/** The parser has already turned decimal, octal and hexadecimal forms of an IP address into the usual one. */
function judgedUrl(address: string, { allowedHosts }: FetchRules, from: URL | null): URL {
  const url = URL.parse(address, from?.href);
  if (url === null) throw new RefusedAddress(`${address} is not an address`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new RefusedAddress(`${address}: only http and https are fetched`);
  if (from?.protocol === 'https:' && url.protocol === 'http:')
    throw new RefusedAddress(`${from.href} redirects to ${address}, which is not encrypted`);
  if (url.username !== '' || url.password !== '')
    throw new RefusedAddress(`${url.host}: addresses with a user name are not fetched`);
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0)
    throw new RefusedAddress(`${address}: name the host, not its number`);
  if (!allowedHosts.includes(url.host)) throw new RefusedAddress(`${url.host} is not among the allowed hosts`);
  return url;
}

async function judgedAddress(url: URL, rules: FetchRules): Promise<LookupAddress> {
  const lookup = rules.lookup ?? ((host) => systemLookup(host, { all: true }));
  const isAllowed = rules.isAllowedAddress ?? isPublicAddress;
  const found = await lookup(url.hostname);
  const refused = found.find(({ address }) => !isAllowed(address));
  // One private address among public ones is how rebinding begins, so all of them must be public.
  if (refused) throw new RefusedAddress(`${url.host} leads to ${refused.address}, which is not a public address`);
  const [first] = found;
  if (first === undefined) throw new RefusedAddress(`${url.host} has no address`);
  return first;
}

/** Connects to this address whatever the name would resolve to now; the certificate is still checked against the name. */
function agentFor({ address, family }: LookupAddress): Agent {
  return new Agent({
    connect: {
      lookup: (_host, options, done) => {
        if (options.all) done(null, [{ address, family }]);
        else done(null, address, family);
      },
    },
  });
}

function redirectOf({ statusCode, headers }: Dispatcher.ResponseData, url: URL): string | null {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return null;
  const { location } = headers;
  if (typeof location !== 'string') throw new Error(`${url.href} redirects to nowhere`);
  return location;
}

async function readPage({ statusCode, headers, body }: Dispatcher.ResponseData, url: URL): Promise<FetchedPage> {
  const contentType = String(headers['content-type'] ?? '');
  if (statusCode !== 200 || !READABLE.test(contentType)) {
    await body.dump();
    const what =
      statusCode === 200 ? `is ${contentType || 'of no known kind'}, not a page of text` : `answered ${statusCode}`;
    throw new Error(`${url.href} ${what}`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MOST_BYTES) throw new Error(`${url.href} is longer than ${MOST_BYTES / 1024 / 1024} MB`);
    chunks.push(bytes);
  }
  const modified = new Date(String(headers['last-modified'] ?? ''));
  const lastModified = Number.isNaN(modified.getTime()) ? null : modified;
  return { url: url.href, text: Buffer.concat(chunks).toString('utf8'), contentType, lastModified };
}
