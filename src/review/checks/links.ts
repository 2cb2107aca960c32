import type { Finding, Source } from '../../tickets/draft.ts';
import { block, short, textOfSource } from './reply.ts';

/** "https://x", "https:x" and "https:/\x" all open x in a browser. */
const WITH_SCHEME =
  /(?<![\p{L}\p{N}])(?:https?|ftps?|wss?|hxxps?)\s?:\s?[\\/]*[^\s<>"'“”‘’)\]}]*|(?<![:\p{L}\p{N}])[\\/]{2}[^\s<>"'“”‘’)\]}]+/giu;
/** Schemes that do something else than open a page. */
const OTHER_SCHEME =
  /(?<![\p{L}\p{N}])(?:javascript|vbscript|data|file|blob|mailto|tel|sms|intent|slack|zoommtg|facetime|skype|whatsapp|tg|bitcoin|ethereum|chrome|about|view-source|ms-\w+)\s?:(?=\S)|(?<![\p{L}\p{N}])(?!https?:)[a-z][a-z0-9+.-]{1,20}:\/\//iu;
/** A name with a dot in it. Mail programs make links of those whose end they know. */
const BARE =
  /(?<![\p{L}\p{N}@._/-])(?:[\p{L}\p{N}_-]{1,63}\.)+(?:xn--[a-z0-9-]+|\p{L}{2,})(?![\p{L}\p{N}])(?::\d+)?(?:[/?#][^\s<>"'“”‘’)\]}]*)?/giu;
const NUMERIC = /(?<![\p{L}\p{N}.])\d{1,3}(?:\.\d{1,3}){3}(?:[:/][^\s]*)?(?![\p{L}\p{N}.])/gu;
/** "evil dot com", "evil[.]com", "evil (punkt) de": a person reads a host name there. */
const SPOKEN =
  /([\p{L}\p{N}-]{2,})\s?(?:[[({]\s?(?:\.|dot|punkt|punt|point|punto)\s?[\])}]|\s(?:dot|punkt|punt|point|punto)\s|\s?,\s?(?=(?:com|net|org|io|ru|info)(?!\p{L}))|-dot-)\s?(\p{L}{2,})/giu;
/** Two letters are a country; these longer ends are the ones that are sold to anybody. Others count unless a source has the very name. */
const SOLD = new Set(
  'com net org info biz app dev xyz top site online shop store click link live club vip icu tech space website world life fun pro mobi name example test zip mov page support help email services company agency cloud digital today money cash bank finance loan win bid download work review trade date party science stream racing men cam rest ninja guru email network systems solutions center group team social media news blog art design studio photos tips codes games game bet casino poker'.split(
    ' ',
  ),
);
/** Shortenings that end like a country. */
const NO_HOST = /^(?:(?:\p{L}\.)+\p{L}{1,2}|[\p{L}]{1,3}\.[\p{L}]\.?)$/u;
const ADDRESS = /[\p{L}\p{N}._%+-]+@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/gu;

/** Links and what a mail program would make into one, off the list of allowed hosts. `text` is the visible form. */
export function linkFindings(text: string, sources: readonly Source[], allowedHosts: readonly string[]): Finding[] {
  const known = sources
    .filter((source) => source.kind === 'article' && source.visibility === 'public')
    .map(textOfSource);
  const rest = text.replace(ADDRESS, ' ');
  const opened = [...rest.matchAll(WITH_SCHEME)].map(([link]) => hostOf(link));
  const bare = [...rest.replace(WITH_SCHEME, ' ').matchAll(BARE)]
    .map(([name]) => name)
    .filter((name) => isHost(name, known));
  const spoken = [...rest.matchAll(SPOKEN)]
    .map(([, name, end]) => `${name}.${end}`.toLowerCase())
    .filter((name) => isHost(name, []));
  const hosts = [...opened, ...bare.map(hostOf), ...(rest.match(NUMERIC) ?? []).map(hostOf), ...spoken];
  const findings = [...new Set(hosts)]
    .filter((host) => !isAllowed(host, allowedHosts))
    .map((host) =>
      block(
        'foreign_link',
        `Links to “${host || 'an address that cannot be read'}”, which is not on the list of allowed hosts.`,
      ),
    );
  const other = OTHER_SCHEME.exec(text)?.index;
  if (other !== undefined) {
    const link = text.slice(other).split(/[\s"“”]/)[0] ?? '';
    findings.push(
      block('active_content', `Contains a link that does something else than open a page: “${short(link)}”`),
    );
  }
  return findings;
}

function isAllowed(host: string, allowedHosts: readonly string[]): boolean {
  return allowedHosts.some((allowed) => host === allowed || host.endsWith(`.${allowed}`));
}

function isHost(name: string, known: readonly string[]): boolean {
  const host = name.split(/[/?#:]/)[0] ?? name;
  if (host !== name) return true;
  if (NO_HOST.test(host)) return false;
  const end = host.split('.').at(-1)?.toLowerCase() ?? '';
  if (SOLD.has(end) || end.startsWith('xn--')) return true;
  // A name that an approved article has word for word ("Serial.begin", "postnl.nl") is the company's own.
  return !known.some((text) => text.includes(name));
}

/** What a browser would open. Anything that browsers read in different ways (user names, ports, odd letters) has no host that could be allowed. */
function hostOf(link: string): string {
  const plain = link
    .trim()
    .toLowerCase()
    .replace(/[.,;:!?]+$/, '');
  const address = /^[a-z]+\s?:/.test(plain) ? plain : `https://${plain.replace(/^[\\/]+/, '')}`;
  if (/[\\@]|%(?![0-9a-f]{2}\b|[0-9a-f]{2})/.test(address.replace(/^[a-z]+:\/\//, '').split(/[?#]/)[0] ?? ''))
    return address;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (
    url === null ||
    url.username !== '' ||
    url.password !== '' ||
    url.port !== '' ||
    !/^https?:\/\/[a-z0-9]/.test(address)
  )
    return address;
  return url.hostname.replace(/^www\./, '').replace(/\.$/, '');
}
