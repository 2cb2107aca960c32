import { h } from './dom.js';

const focusable = 'button:not([disabled]), a[href], input:not([disabled]), select, textarea, [tabindex="0"]';

/** A modal window: keeps the focus inside, closes on Esc through `onclose`, gives the focus back afterwards. */
export function showDialog({ label, labelledBy, describedBy, className, onclose, role = 'dialog' }, content) {
  const before = document.activeElement;
  const dialog = h(
    'dialog',
    {
      class: `dialog ${className}`,
      role,
      'aria-modal': 'true',
      'aria-label': label,
      'aria-labelledby': labelledBy,
      'aria-describedby': describedBy,
    },
    content,
  );
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    onclose();
  });
  dialog.addEventListener('keydown', (event) => event.key === 'Tab' && wrapFocus(event, dialog));
  document.body.append(dialog);
  dialog.showModal();
  return {
    element: dialog,
    remove: () => {
      dialog.close();
      dialog.remove();
      giveFocusBack(before);
    },
  };
}

export function focusFirst(root, preferred) {
  const target = (preferred && root.querySelector(preferred)) ?? root.querySelector(focusable);
  target?.focus();
}

function wrapFocus(event, dialog) {
  const items = [...dialog.querySelectorAll(focusable)].filter((item) => item.offsetParent !== null);
  const first = items[0];
  const last = items.at(-1);
  if (event.shiftKey && document.activeElement === first) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && document.activeElement === last) {
    event.preventDefault();
    first.focus();
  }
}

/** The button that opened the window may have been redrawn meanwhile; its twin carries the same name. */
function giveFocusBack(before) {
  if (before?.isConnected) {
    before.focus();
    return;
  }
  const name = before?.getAttribute?.('data-focus');
  if (name) document.querySelector(`[data-focus="${CSS.escape(name)}"]`)?.focus();
}
