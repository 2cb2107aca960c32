import { showDialog } from './dialog.js';
import { h } from './dom.js';
import { renderText } from './text.js';

/** The "are you sure" of a button; answers true when the person confirms. */
export function askConfirm(confirm, ctx) {
  return new Promise((resolve) => {
    const finish = (answer) => {
      dialog.remove();
      resolve(answer);
    };
    const yesClass = `button ${confirm.style === 'danger' ? 'danger' : 'primary'}`;
    const yes = h('button', { type: 'button', class: yesClass, onclick: () => finish(true) }, confirm.confirm.text);
    const no = h('button', { type: 'button', class: 'button', onclick: () => finish(false) }, confirm.deny.text);
    const dialog = showDialog(
      {
        role: 'alertdialog',
        className: 'confirm',
        labelledBy: 'confirm-title',
        describedBy: 'confirm-text',
        onclose: () => finish(false),
      },
      [
        h('h2', { id: 'confirm-title' }, confirm.title.text),
        h('p', { id: 'confirm-text' }, renderText(confirm.text, ctx)),
        h('footer', {}, no, yes),
      ],
    );
    no.focus();
  });
}
