import { slug, toText } from './html-text.ts';

/** Gives each heading of clean HTML an id of its own, so that a citation can point at the place. */
export function addHeadingIds(html: string): string {
  const used = new Set<string>();
  const parts = html.split(/(<h[1-6](?: id="[^"]*")?>.*?<\/h[1-6]>)/s);
  return parts.map((part, index) => (index % 2 === 1 ? withId(part, used) : part)).join('');
}

function withId(heading: string, used: Set<string>): string {
  const given = /^<h[1-6] id="([^"]*)">/.exec(heading)?.[1];
  const id = freeId(given ?? `h_${slug(toText(heading))}`, used);
  return heading.replace(/^<(h[1-6])[^>]*>/, `<$1 id="${id}">`);
}

function freeId(wanted: string, used: Set<string>): string {
  let id = wanted;
  for (let count = 2; used.has(id); count += 1) id = `${wanted}-${count}`;
  used.add(id);
  return id;
}
