import { avatar, h, icon, initials, patch } from './dom.js';
import { openApp } from './home.js';
import { goTo, session } from './session.js';
import { forgetNew, unreadCount } from './unread.js';

const byId = (id) => document.getElementById(id);

const reachWords = { http: 'is connected', socket: 'is connected (Socket Mode)', none: 'is not connected' };

export function syncSidebar(ctx) {
  const { team, app, reach, channels, people, me } = session.state;
  byId('team-tile').textContent = initials(team.name);
  byId('team-name').textContent = team.name;
  byId('reach').textContent = `${app.name} ${reachWords[reach]}`;
  byId('reach').className = `reach ${reach}`;
  patch(
    byId('channels'),
    channels.filter((channel) => !channel.isDirect).map((channel) => channelItem(channel)),
  );
  patch(byId('apps'), [
    appItem(
      ctx,
      channels.find((channel) => channel.isDirect),
    ),
  ]);
  syncPeople(
    people.filter((person) => person.canAct),
    me,
  );
}

function channelItem(channel) {
  const count = unreadCount(channel);
  const current = session.place === channel.id;
  const open = () => {
    forgetNew(session.place);
    goTo({ place: channel.id, thread: '', aim: '' });
  };
  return {
    key: channel.id,
    signature: JSON.stringify([channel.name, count, current]),
    build: () =>
      placeButton({ open, current, count, focus: channel.id }, icon(channel.isPrivate ? 'lock' : 'hash'), channel.name),
  };
}

function appItem(ctx, direct) {
  const count = direct ? unreadCount(direct) : 0;
  const current = session.place.startsWith('app:');
  return {
    key: 'app',
    signature: JSON.stringify([ctx.appName, count, current]),
    build: () =>
      placeButton(
        { open: openApp, current, count, focus: 'app' },
        avatar(ctx.appName, ctx.appUserId, true),
        ctx.appName,
      ),
  };
}

function placeButton({ open, current, count, focus }, face, name) {
  const unread =
    count > 0 && h('span', { class: 'count', 'aria-label': `${count} unread` }, count > 99 ? '99+' : String(count));
  const props = {
    type: 'button',
    class: count > 0 ? 'place unread' : 'place',
    'aria-current': current ? 'page' : undefined,
  };
  return h(
    'li',
    {},
    h(
      'button',
      { ...props, 'data-focus': focus, onclick: open },
      face,
      h('span', { class: 'place-name' }, name),
      unread,
    ),
  );
}

/** The switcher is rebuilt only when the people change, so that it never closes under the hand. */
function syncPeople(people, me) {
  const select = byId('as');
  const signature = JSON.stringify(people);
  if (select.dataset.signature !== signature) {
    select.dataset.signature = signature;
    select.replaceChildren(
      ...people.map(({ id, name, title }) => h('option', { value: id }, title ? `${name} (${title})` : name)),
    );
  }
  select.value = me;
  const mine = people.find((person) => person.id === me);
  const tile = avatar(mine?.name ?? '?', me);
  tile.id = 'my-avatar';
  byId('my-avatar').replaceWith(tile);
}
