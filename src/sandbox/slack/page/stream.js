import { h } from './dom.js';

/** A scrolling list that stays at its end, also when it changes size, unless the reader scrolled away. */
export function makeStream(label) {
  const stream = h('div', { class: 'stream', role: 'region', tabindex: 0, 'aria-label': label });
  stream.pinned = true;
  stream.addEventListener('scroll', () => {
    stream.pinned = stream.scrollHeight - stream.scrollTop - stream.clientHeight < 80;
  });
  new ResizeObserver(() => keepAtEnd(stream)).observe(stream);
  return stream;
}

export function keepAtEnd(stream) {
  if (stream.pinned) stream.scrollTop = stream.scrollHeight;
}
