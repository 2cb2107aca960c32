import { h, icon } from './dom.js';
import { send } from './session.js';

/** Where a person writes. Enter sends, Shift+Enter starts a line, a slash at the start offers the commands. */
export function drawComposer({ channelId, threadTs, placeholder, commands }) {
  const hints = h('ul', { class: 'commands', hidden: true });
  const field = h('textarea', { rows: 1, class: 'composer-field', placeholder, 'aria-label': placeholder });
  const submit = async (event) => {
    event?.preventDefault();
    const text = field.value.trim();
    if (text === '') return;
    field.value = '';
    grow(field);
    hints.hidden = true;
    await send('write', { channelId, threadTs, text });
  };
  field.addEventListener('input', () => {
    grow(field);
    showHints(hints, field, commands);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) void submit(event);
  });
  const button = h('button', { type: 'submit', class: 'plain send', 'aria-label': 'Send message' }, icon('send'));
  return h('form', { class: 'composer', onsubmit: submit }, hints, field, button);
}

function grow(field) {
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight, 160)}px`;
}

function showHints(hints, field, commands) {
  const typed = field.value.split(/\s/)[0];
  const matching = field.value.startsWith('/') ? commands.filter(({ command }) => command.startsWith(typed)) : [];
  hints.hidden = matching.length === 0;
  hints.replaceChildren(
    ...matching.map(({ command, description }) => {
      const fill = () => {
        field.value = `${command} `;
        field.focus();
        hints.hidden = true;
      };
      return h('li', {}, h('button', { type: 'button', onclick: fill }, h('b', {}, command), ` ${description}`));
    }),
  );
}
