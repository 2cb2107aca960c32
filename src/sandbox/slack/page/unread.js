import { session } from './session.js';

/** Who has read what, kept per person in this browser. */
const newFrom = new Map();

function storageKey(channelId) {
  return `team-chat-read:${session.state.team.id}:${session.as}:${channelId}`;
}

function lastRead(channelId) {
  return window.localStorage.getItem(storageKey(channelId)) ?? '';
}

function unreadOf(channel) {
  const read = lastRead(channel.id);
  return channel.messages.filter((message) => message.ts > read && message.user !== session.as);
}

export function unreadCount(channel) {
  return unreadOf(channel).length;
}

let watched = '';

/**
 * Marks a channel as read while somebody looks at it. What came while nobody looked gets a line above it;
 * what arrives before one's eyes needs none.
 */
export function markRead(channel) {
  const fresh = unreadOf(channel);
  const key = storageKey(channel.id);
  const wasAway = watched !== key && lastRead(channel.id) !== '';
  if (fresh.length > 0 && wasAway && !newFrom.has(key)) newFrom.set(key, fresh[0].ts);
  const looking = document.hasFocus();
  watched = looking ? key : '';
  const last = channel.messages.at(-1);
  if (last && looking) window.localStorage.setItem(key, last.ts);
}

export function firstNew(channel) {
  return newFrom.get(storageKey(channel.id));
}

export function forgetNew(channelId) {
  if (session.state) newFrom.delete(storageKey(channelId));
}
