import { renderBlocks } from './blocks.js';
import { fillStream, streamItems } from './conversation.js';
import { avatar, h, icon, patch } from './dom.js';
import { goTo, presser, send, session } from './session.js';

const tabs = [
  ['home', 'Home'],
  ['messages', 'Messages'],
  ['about', 'About'],
];

/** The app's own place: its Home view, its direct messages, a word about it. Places are "app:home" and so on. */
export function drawApp(pane, ctx) {
  const tab = session.place.split(':')[1] ?? 'home';
  const direct = session.state.channels.find((channel) => channel.isDirect);
  const head = { key: 'app-head', signature: tab, build: () => drawHead(tab, ctx) };
  if (tab === 'messages' && direct) {
    patch(pane, [head, ...streamItems(direct, ctx)]);
    fillStream(pane, direct, ctx);
    return;
  }
  const body = tab === 'home' ? homeItem(ctx) : aboutItem(tab, ctx);
  patch(pane, [head, body]);
}

export function openApp() {
  goTo({ place: 'app:home', thread: '' });
  void send('home', {});
}

function drawHead(tab, ctx) {
  const buttons = tabs.map(([id, words]) => {
    const open = () => (id === 'home' ? openApp() : goTo({ place: `app:${id}`, thread: '' }));
    const current = id === tab ? 'page' : undefined;
    return h(
      'button',
      { type: 'button', class: 'tab', 'aria-current': current, 'data-focus': id, onclick: open },
      words,
    );
  });
  return h(
    'header',
    { class: 'pane-head app-head' },
    h('h1', {}, avatar(ctx.appName, ctx.appUserId, true), ctx.appName),
    h('nav', { class: 'tabs', 'aria-label': ctx.appName }, buttons),
  );
}

function homeItem(ctx) {
  const { home } = session.state;
  if (!home) return emptyItem('Nothing here yet', `${ctx.appName} has not filled this page for you.`);
  const presses = presser({ viewId: home.id });
  const surface = { ctx, ...presses };
  const signature = JSON.stringify([home.hash, presses.signature(), ctx.me]);
  return {
    key: 'home',
    signature,
    build: () =>
      h('div', { class: 'stream home' }, h('div', { class: 'content' }, renderBlocks(home.view.blocks, surface))),
  };
}

function aboutItem(tab, ctx) {
  if (tab === 'messages') {
    return emptyItem('No messages yet', `${ctx.appName} writes to you here when something is for you alone.`);
  }
  const words = {
    http: 'Connected: Slack calls it over HTTP.',
    socket: 'Connected over Socket Mode.',
    none: 'Not connected.',
  };
  return emptyItem(
    ctx.appName,
    `${words[session.state.reach]} This page stands in for Slack; nothing leaves this computer.`,
  );
}

function emptyItem(title, text) {
  const build = () =>
    h('div', { class: 'stream' }, h('div', { class: 'empty' }, icon('tray'), h('h2', {}, title), h('p', {}, text)));
  return { key: `empty-${title}`, signature: text, build };
}
