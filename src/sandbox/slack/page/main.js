import { conversationItems, fillStream } from './conversation.js';
import { patch } from './dom.js';
import { drawApp } from './home.js';
import { syncModal } from './modal.js';
import { changed, goTo, listen, load, onChange, session } from './session.js';
import { syncSidebar } from './sidebar.js';
import { syncThread } from './thread.js';
import { firstNew, forgetNew, markRead, unreadCount } from './unread.js';

const pane = document.getElementById('pane');
const drawer = document.getElementById('drawer');
const switcher = document.getElementById('as');
let heard = '';

onChange(render);
window.addEventListener('focus', () => changed());
document.addEventListener('keydown', (event) => {
  const inDialog = document.querySelector('dialog[open]');
  if (event.key === 'Escape' && session.thread && !inDialog) goTo({ thread: '' });
});
switcher.addEventListener('change', () => {
  goTo({ as: switcher.value, thread: '' });
  void load();
});
listen();
void load();

function render() {
  const { state } = session;
  document.getElementById('banner').hidden = session.online;
  if (!state || state.me !== session.as) return;
  const ctx = contextOf(state);
  const channel = currentChannel(state);
  const direct = session.place === 'app:messages' ? directChannel(state) : undefined;
  if (channel) {
    markRead(channel);
    patch(pane, conversationItems(channel, ctx));
    fillStream(pane, channel, ctx);
  } else {
    if (direct) markRead(direct);
    drawApp(pane, ctx);
  }
  syncSidebar(ctx);
  syncThread(drawer, { channel: channel ?? direct, ts: session.thread, ctx });
  document.getElementById('frame').classList.toggle('with-drawer', !drawer.hidden);
  syncModal(state.modal, ctx);
  syncTitle(state, channel);
  announce(channel, ctx);
}

/** Falls back to the first channel, for instance after changing into a person who is not in this one. */
function currentChannel(state) {
  if (session.place.startsWith('app:')) return undefined;
  const ordinary = state.channels.filter((channel) => !channel.isDirect);
  const wanted = ordinary.find((channel) => channel.id === session.place) ?? ordinary[0];
  if (!wanted) session.place = 'app:home';
  else if (wanted.id !== session.place) {
    forgetNew(session.place);
    session.place = wanted.id;
  }
  return wanted;
}

function directChannel(state) {
  return state.channels.find((channel) => channel.isDirect);
}

function contextOf(state) {
  const people = new Map(state.people.map((person) => [person.id, person.name]));
  const channels = new Map(state.channels.map((channel) => [channel.id, channel.name]));
  const groups = new Map(state.userGroups.map((group) => [group.id, group.handle]));
  return {
    me: state.me,
    appName: state.app.name,
    appUserId: state.app.userId,
    zendeskUrl: state.zendeskUrl,
    commands: state.commands,
    shortcuts: state.shortcuts,
    personName: (id) => people.get(id) ?? 'somebody',
    channelName: (id) => channels.get(id) ?? 'private-channel',
    groupName: (id) => groups.get(id) ?? 'group',
  };
}

function syncTitle(state, channel) {
  const unread = state.channels.reduce((sum, candidate) => sum + unreadCount(candidate), 0);
  const place = channel ? `#${channel.name}` : state.app.name;
  document.title = `${unread > 0 ? `(${unread}) ` : ''}${place} - ${state.team.name}`;
}

/** Tells screen readers about a new message in the open channel, once. */
function announce(channel, ctx) {
  const last = channel?.messages.at(-1);
  if (!last || last.ts <= heard) return;
  const first = heard === '';
  heard = last.ts;
  if (first && firstNew(channel) === undefined) return;
  document.getElementById('announcer').textContent = `New message from ${ctx.personName(last.user)}: ${last.text}`;
}
