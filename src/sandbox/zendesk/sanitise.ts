import { Parser } from 'htmlparser2';
import { addHeadingIds } from './heading-ids.ts';
import { escapeHtml, SILENT } from './html-text.ts';

/**
 * Keeps a short list of tags and drops every attribute but a checked `href` (and `id` on an article's headings).
 * [documented] Zendesk sanitises comment HTML; [guess] which tags exactly. Images go: the stand-in loads nothing from outside.
 */
export function sanitiseComment(html: string): string {
  return sanitise(html, false);
}

/** Like a comment, and each heading gets an id, so that a citation can link to it. [seen] Zendesk ids look like `h_01H...`. */
export function sanitiseArticle(html: string): string {
  return sanitise(html, true);
}

const ALLOWED = new Set(
  'p br strong b em i u s ul ol li a h1 h2 h3 h4 h5 h6 blockquote code pre hr div span table thead tbody tr th td'.split(
    ' ',
  ),
);
const VOID = new Set(['br', 'hr']);
const HEADING = /^h[1-6]$/;
const SAFE_HREF = /^(https?:\/\/|mailto:|\/hc\/|#)/i;

function sanitise(html: string, headingIds: boolean): string {
  const out: string[] = [];
  let silent = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (SILENT.has(name)) silent += 1;
      if (silent === 0 && ALLOWED.has(name)) out.push(`<${name}${keptAttributes(name, attributes)}>`);
    },
    ontext(text) {
      if (silent === 0) out.push(escapeHtml(text));
    },
    onclosetag(name) {
      if (silent === 0 && ALLOWED.has(name) && !VOID.has(name)) out.push(`</${name}>`);
      if (SILENT.has(name)) silent -= 1;
    },
  });
  parser.end(html);
  const clean = out.join('');
  return headingIds ? addHeadingIds(clean) : clean;
}

function keptAttributes(name: string, attributes: Record<string, string>): string {
  const href = attributes['href']?.trim() ?? '';
  if (name === 'a' && SAFE_HREF.test(href)) return ` href="${escapeHtml(href)}" rel="nofollow noopener noreferrer"`;
  const id = attributes['id'] ?? '';
  if (HEADING.test(name) && /^[\w-]+$/.test(id)) return ` id="${id}"`;
  return '';
}
