import { desk, go, send, toast } from './desk.js';
import { h, icon, select } from './dom.js';

/** Writes a mail as one of the shop's customers, or as somebody new. */
export function openCustomerDialog() {
  if (document.querySelector('dialog[open]')) return;
  const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': 'customer-title' });
  const name = h('input', { name: 'name', required: true, autocomplete: 'off' });
  const email = h('input', { name: 'email', type: 'email', required: true, autocomplete: 'off' });
  const subject = h('input', {
    name: 'subject',
    required: true,
    placeholder: 'What is it about?',
    autocomplete: 'off',
  });
  const text = h('textarea', { name: 'text', required: true, rows: 8, placeholder: 'Write as a customer would…' });
  const fill = (id) => {
    const person = desk.overview.customers.find((each) => each.id === Number(id));
    name.value = person?.name ?? '';
    email.value = person?.email ?? '';
    if (!person) name.focus();
  };
  const picker = customerPicker(fill);
  fill(picker.value);
  const submit = async (event) => {
    event.preventDefault();
    const message = { name: name.value, email: email.value, subject: subject.value, text: text.value };
    const ticket = await send('/tickets', message);
    if (!ticket) return;
    dialog.close();
    toast(`Sent as ${message.name || message.email}. It is ticket #${ticket.id}.`);
    go(`/agent/tickets/${ticket.id}`);
  };
  const form = h(
    'form',
    { class: 'form', onsubmit: submit, onkeydown: sendOnCtrlEnter },
    h(
      'header',
      { class: 'dialog-head' },
      h('h2', { id: 'customer-title' }, 'Write as a customer'),
      closeButton(dialog),
    ),
    h('p', { class: 'quiet' }, 'The message arrives as an e-mail to the shop. Nothing leaves this machine.'),
    ideaRow((idea) => {
      picker.value = desk.overview.customers.find((each) => each.email === idea.email)?.id ?? 'new';
      Object.assign(name, { value: idea.name });
      Object.assign(email, { value: idea.email });
      Object.assign(subject, { value: idea.subject });
      Object.assign(text, { value: idea.text });
      text.focus();
    }),
    field('Customer', picker),
    h('div', { class: 'pair' }, field('Name', name), field('E-mail', email)),
    field('Subject', subject),
    field('Message', text),
    h(
      'footer',
      { class: 'dialog-foot' },
      h('button', { class: 'button', type: 'button', onclick: () => dialog.close() }, 'Cancel'),
      h('button', { class: 'button primary', type: 'submit' }, 'Send message'),
    ),
  );
  dialog.append(form);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  subject.focus();
}

/** Ready-made messages, for a first try. */
function ideaRow(onPick) {
  const ideas = desk.overview.ideas ?? [];
  if (ideas.length === 0) return '';
  const buttons = ideas.map((idea) =>
    h('button', { class: 'button small', type: 'button', onclick: () => onPick(idea) }, idea.label),
  );
  return h(
    'div',
    { class: 'ideas', role: 'group', 'aria-label': 'Ideas' },
    h('span', { class: 'quiet' }, 'Try'),
    ...buttons,
  );
}

function customerPicker(onPick) {
  const people = [...desk.overview.customers].sort((left, right) => left.name.localeCompare(right.name));
  const options = [...people.map((person) => [person.id, `${person.name} · ${person.email}`]), ['new', 'Someone new…']];
  return select({
    label: 'Customer',
    name: 'customer',
    value: options[0][0],
    options,
    onchange: (event) => onPick(event.target.value),
  });
}

export function closeButton(dialog) {
  return h(
    'button',
    { class: 'button ghost icon-only', type: 'button', 'aria-label': 'Close', onclick: () => dialog.close() },
    icon('cross'),
  );
}

export function field(label, control) {
  return h('label', { class: 'field' }, h('span', {}, label), control);
}

export function sendOnCtrlEnter(event) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
}
