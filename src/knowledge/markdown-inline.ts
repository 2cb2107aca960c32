const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  copy: '©',
  reg: '®',
  trade: '™',
  euro: '€',
  pound: '£',
  times: '×',
  rarr: '→',
};

/** Private-use characters: stand for literal text while the Markdown around it is read. */
const OPEN = '\ue000';
const CLOSE = '\ue001';

/** Markdown inside a line -> the words a reader sees. Pictures are dropped, links keep their text. */
export function plainInline(markdown: string): string {
  // Code spans are set aside first: what stands in them is literal, for example <port>.
  const literal: string[] = [];
  const marked = markdown.replace(/(`+)(?!`)(.+?)(?<!`)\1(?!`)/gs, (_whole, _ticks, code: string) => {
    literal.push(code.trim());
    return `${OPEN}${literal.length - 1}${CLOSE}`;
  });
  return plainWords(marked)
    .replace(/\ue000(\d+)\ue001/g, (_whole, index: string) => literal[Number(index)] ?? '')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

function plainWords(text: string): string {
  return text
    .replace(/!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?(?:\{[^}]*\})?/g, '')
    .replace(/\[((?:[^[\]]|\[[^\]]*\])*)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+"[^"]*")?\)|\[[^\]]*\])/g, '$1')
    .replace(/\[\^[^\]]+\]/g, '')
    .replace(/<(https?:[^>]+|[^@\s<>]+@[^@\s<>]+)>/g, '$1')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>/gi, '')
    .replace(/(\*\*\*|\*\*|~~)(?=\S)([\s\S]*?\S)\1/g, '$2')
    .replace(/(^|[^\p{L}\p{N}_])(__|_)(?=\S)([^_]*[^_\s])\2(?![\p{L}\p{N}_])/gu, '$1$3')
    .replace(/\*(?=\S)([^*\n]*[^*\s])\*/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!|<>~-])/g, '$1')
    .replace(/&(#x?[\da-f]+|[a-z]+);/gi, decodeEntity);
}

function decodeEntity(whole: string, name: string): string {
  const code = /^#(x?)([\da-f]+)$/i.exec(name);
  if (!code) return ENTITIES[name.toLowerCase()] ?? whole;
  const point = Number.parseInt(code[2] ?? '', code[1] === '' ? 10 : 16);
  return Number.isInteger(point) && point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
}
