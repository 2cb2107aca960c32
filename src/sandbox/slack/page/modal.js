import { renderBlocks } from './blocks.js';
import { focusFirst, showDialog } from './dialog.js';
import { h, icon } from './dom.js';
import { renderInput } from './inputs.js';
import { closeView, presser, send } from './session.js';

let current = null;
/** What was typed, by view: going back from a pushed view finds it again. */
const typed = new Map();

/** Brings the open window in line with the state: opens it, redraws it when the app changed it, closes it. */
export function syncModal(modal, ctx) {
  if (current && current.id !== modal?.id) {
    current.dialog.remove();
    current = null;
  }
  if (!modal) {
    typed.clear();
    return;
  }
  if (!current) current = open(modal, ctx);
  const signature = JSON.stringify([modal.hash, current.presses.signature()]);
  if (current.signature === signature) return;
  const isNew = current.hash !== modal.hash;
  Object.assign(current, { signature, hash: modal.hash, modal, ctx });
  if (isNew) Object.assign(current, { errors: {}, notice: '' });
  draw();
  if (isNew) focusFirst(current.dialog.element, '.dialog-body .field, .dialog-body input');
}

function open(modal, ctx) {
  const dialog = showDialog(
    { className: 'view', labelledBy: 'view-title', onclose: () => void closeView(modal.id) },
    [],
  );
  const presses = presser({ viewId: modal.id }, () => current?.values ?? {});
  const values = typed.get(modal.id) ?? {};
  typed.set(modal.id, values);
  return { id: modal.id, dialog, presses, ctx, modal, values, errors: {}, notice: '', sending: false };
}

function draw() {
  const { modal, ctx, dialog, notice, sending } = current;
  const { view } = modal;
  const surface = { ctx, ...current.presses, renderInput: drawInput };
  const leave = () => void closeView(modal.id);
  const form = h(
    'form',
    { class: 'view-form', novalidate: true, onsubmit: submit, onkeydown: submitByKeyboard },
    drawHead(modal, leave),
    h('div', { class: 'dialog-body' }, renderBlocks(view.blocks, surface)),
    notice && h('p', { class: 'notice', role: 'alert' }, icon('warning'), notice),
    drawFoot(view, { leave, sending }),
  );
  dialog.element.replaceChildren(form);
}

function drawHead({ view, depth }, leave) {
  const isPushed = depth > 1;
  const label = isPushed ? 'Back' : 'Close window';
  const button = { type: 'button', class: 'plain', 'aria-label': label, onclick: leave };
  return h(
    'header',
    {},
    h('h2', { id: 'view-title' }, view.title.text),
    h('button', button, icon(isPushed ? 'back' : 'close')),
  );
}

function drawFoot(view, { leave, sending }) {
  const closeWord = view.close?.text ?? (view.submit ? 'Cancel' : 'Close');
  const submitButton = view.submit && [
    h(
      'button',
      { type: 'submit', class: 'button primary', 'aria-busy': sending ? 'true' : undefined },
      h('span', { class: 'spinner', 'aria-hidden': 'true' }),
      h('span', { class: 'label' }, view.submit.text),
    ),
  ];
  return h('footer', {}, h('button', { type: 'button', class: 'button', onclick: leave }, closeWord), submitButton);
}

function drawInput(block) {
  const { values, errors, ctx } = current;
  const { block_id: blockId, element } = block;
  const onvalue = (value) => {
    values[blockId] = { ...values[blockId], [element.action_id]: value };
  };
  return renderInput(block, { kept: values[blockId]?.[element.action_id], onvalue, error: errors[blockId], ctx });
}

function submitByKeyboard(event) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
}

async function submit(event) {
  event.preventDefault();
  const sent = current;
  if (sent.sending) return;
  sent.sending = true;
  setBusy(sent, true);
  const result = await send('submit', { viewId: sent.id, values: sent.values });
  sent.sending = false;
  setBusy(sent, false);
  if (current !== sent) return;
  if (result.outcome !== 'errors' && result.outcome !== 'failed') return;
  sent.errors = result.errors ?? {};
  sent.notice = result.outcome === 'failed' ? `${result.reason} Please try again.` : '';
  draw();
  focusFirst(sent.dialog.element, '[aria-invalid="true"], .has-error input, button[type="submit"]');
}

function setBusy({ dialog }, busy) {
  const button = dialog.element.querySelector('button[type="submit"]');
  if (busy) button?.setAttribute('aria-busy', 'true');
  else button?.removeAttribute('aria-busy');
}
