import { h } from './dom.js';
import { renderText } from './text.js';

let close = () => {};

/** A menu under a button: arrows move, Enter chooses, Esc and a click elsewhere close. */
export function openMenu(button, options, { choose, ctx }) {
  const wasOpen = button.getAttribute('aria-expanded') === 'true';
  close();
  if (wasOpen) return;
  const menu = h('div', {
    class: 'menu',
    role: 'menu',
    'aria-label': button.getAttribute('aria-label') ?? button.textContent,
  });
  for (const option of options) {
    const onclick = () => {
      close();
      choose(option);
    };
    const note = option.description && h('small', {}, renderText(option.description, ctx));
    menu.append(
      h('button', { type: 'button', role: 'menuitem', onclick }, h('span', {}, renderText(option.text, ctx)), note),
    );
  }
  menu.addEventListener('keydown', (event) => moveInMenu(event, menu));
  button.after(menu);
  keepOnScreen(menu);
  button.setAttribute('aria-expanded', 'true');
  menu.querySelector('button')?.focus();
  const outside = (event) => !menu.contains(event.target) && !button.contains(event.target) && close();
  document.addEventListener('pointerdown', outside);
  close = () => {
    document.removeEventListener('pointerdown', outside);
    const hadFocus = menu.contains(document.activeElement);
    menu.remove();
    button.setAttribute('aria-expanded', 'false');
    if (hadFocus) button.focus();
    close = () => {};
  };
}

function moveInMenu(event, menu) {
  const items = [...menu.querySelectorAll('button')];
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === 'Tab') close();
  if (event.key === 'Escape') {
    event.stopPropagation();
    event.preventDefault();
    close();
  }
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length)?.focus();
}

function keepOnScreen(menu) {
  if (menu.getBoundingClientRect().bottom > window.innerHeight - 8) menu.classList.add('upwards');
}
