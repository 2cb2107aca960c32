import { Parser } from 'htmlparser2';

/** Tags whose text is not for reading either. */
export const SILENT = new Set(
  'script style iframe object embed noscript template svg math head title textarea select'.split(' '),
);

export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
}

const BLOCK = new Set('p div li h1 h2 h3 h4 h5 h6 blockquote pre tr ul ol table'.split(' '));

/** The words of some HTML, one line per block, for `body` and `plain_body`. */
export function toText(html: string): string {
  let text = '';
  let silent = 0;
  const parser = new Parser({
    onopentag(name) {
      if (SILENT.has(name)) silent += 1;
      if (name === 'br') text += '\n';
      if (name === 'hr') text += '\n---\n';
      if (name === 'li') text += '\n- ';
      if (name === 'td' || name === 'th') text += ' ';
    },
    ontext(part) {
      if (silent === 0) text += part;
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent -= 1;
      if (BLOCK.has(name)) text += name === 'li' || name === 'tr' ? '\n' : '\n\n';
    },
  });
  parser.end(html);
  return text
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\n\n- /g, '\n- ')
    .trim();
}

/** What a person typed, as paragraphs with live links. */
export function fromText(text: string): string {
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n{2,}/);
  return paragraphs.map((part) => `<p>${linkify(part).replace(/\n/g, '<br>')}</p>`).join('');
}

function linkify(text: string): string {
  const pieces = text.split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])/g);
  return pieces
    .map((piece, index) => {
      const safe = escapeHtml(piece);
      return index % 2 === 1 ? `<a href="${safe}" rel="nofollow noopener noreferrer">${safe}</a>` : safe;
    })
    .join('');
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
