/**
 * Slack's message markup, as far as an app uses it: *bold* _italic_ ~strike~ `code` ```block``` > quote,
 * <links>, mentions and dates. Pure: text in, nodes out.
 */
export function parseMrkdwn(source, { verbatim = false } = {}) {
  const nodes = [];
  let from = 0;
  for (const fence of source.matchAll(/```\n?([\s\S]+?)\n?```/g)) {
    nodes.push(...parseLines(source.slice(from, fence.index), verbatim));
    nodes.push({ type: 'pre', text: decode(fence[1]) });
    from = fence.index + fence[0].length;
  }
  nodes.push(...parseLines(source.slice(from), verbatim));
  return nodes;
}

function parseLines(text, verbatim) {
  const nodes = [];
  let quote = [];
  const endQuote = () => {
    if (quote.length > 0) nodes.push({ type: 'quote', children: joinLines(quote, verbatim) });
    quote = [];
  };
  let plain = [];
  const endPlain = () => {
    if (plain.length > 0) nodes.push(...joinLines(plain, verbatim));
    plain = [];
  };
  for (const line of text === '' ? [] : text.split('\n')) {
    // An escaped ">" at the start of a line quotes as well: escaping does not save anybody from this.
    const quoted = /^(?:>|&gt;) ?(.*)$/.exec(line);
    if (quoted) {
      endPlain();
      quote.push(quoted[1]);
    } else {
      endQuote();
      plain.push(line);
    }
  }
  endQuote();
  endPlain();
  return nodes;
}

function joinLines(lines, verbatim) {
  return lines.flatMap((line, index) => [...(index > 0 ? [{ type: 'break' }] : []), ...parseInline(line, verbatim)]);
}

const before = '(?<![\\p{L}\\p{N}])';
const after = '(?![\\p{L}\\p{N}])';
const marked = (mark, name) => `${before}[${mark}](?!\\s)(?<${name}>[^${mark}]+?)(?<!\\s)[${mark}]${after}`;
const pattern = [
  '<(?<angle>[^<>]+)>',
  '`(?<code>[^`]+)`',
  marked('*', 'bold'),
  marked('_', 'italic'),
  marked('~', 'strike'),
  ':(?<emoji>[a-z0-9_+-]+):',
  '(?<url>https?://[^\\s<>]+[^\\s<>.,;:!?)\\]\'"])',
].join('|');

function parseInline(text, verbatim) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(new RegExp(pattern, 'gu'))) {
    if (match.index > from) nodes.push(textNode(text.slice(from, match.index)));
    nodes.push(toNode(match.groups, match[0], verbatim));
    from = match.index + match[0].length;
  }
  if (from < text.length) nodes.push(textNode(text.slice(from)));
  return nodes;
}

function toNode(groups, whole, verbatim) {
  if (groups.angle) return parseAngle(groups.angle);
  if (groups.code) return { type: 'code', text: decode(groups.code) };
  for (const type of ['bold', 'italic', 'strike']) {
    if (groups[type]) return { type, children: parseInline(groups[type], verbatim) };
  }
  if (groups.emoji) return { type: 'emoji', name: groups.emoji };
  return verbatim ? textNode(whole) : { type: 'link', url: decode(groups.url), text: decode(groups.url) };
}

function parseAngle(inside) {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? undefined : decode(inside.slice(bar + 1));
  if (/^@[UW]/.test(target)) return { type: 'user', id: target.slice(1) };
  if (/^#C/.test(target)) return { type: 'channel', id: target.slice(1) };
  if (target.startsWith('!subteam^')) return { type: 'group', id: target.slice('!subteam^'.length) };
  if (target.startsWith('!date^')) return parseDate(target, label);
  if (target.startsWith('!')) return { type: 'broadcast', range: target.slice(1) };
  return { type: 'link', url: decode(target), text: label ?? decode(target).replace(/^mailto:/, '') };
}

function parseDate(target, fallback) {
  const [, timestamp, format = '', url] = target.split('^');
  return { type: 'date', timestamp: Number(timestamp), format, url, fallback };
}

function textNode(text) {
  return { type: 'text', text: decode(text) };
}

function decode(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
