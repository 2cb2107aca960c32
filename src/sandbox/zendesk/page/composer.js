import { desk, me, send, toast } from './desk.js';
import { h, icon, select } from './dom.js';

const MODES = {
  reply: { label: 'Public reply', icon: 'reply', hint: 'The customer reads this.', button: 'Send reply', key: 'R' },
  note: { label: 'Internal note', icon: 'lock', hint: 'Only colleagues read this.', button: 'Add note', key: 'N' },
  customer: {
    label: 'Customer replies',
    icon: 'person',
    hint: 'You write as the customer; it arrives as an e-mail.',
    button: 'Send as customer',
  },
};

export function createComposer(place, first) {
  let ticket = first;
  let mode = 'reply';
  const tabs = h('div', { class: 'tabs', role: 'group', 'aria-label': 'What to write' });
  const text = h('textarea', { rows: 3, name: 'comment' });
  const status = h('span', { class: 'status-place' });
  const hint = h('span', { class: 'quiet hint' });
  const button = h('button', { class: 'button primary', type: 'submit' });
  const form = h(
    'form',
    { class: 'composer', onsubmit: submit, onkeydown: onKey },
    tabs,
    text,
    h('div', { class: 'composer-foot' }, hint, status, button),
  );
  place.replaceChildren(form);

  function open(next) {
    mode = next;
    draw();
    text.focus();
  }

  function draw() {
    const facts = MODES[mode];
    form.className = `composer is-${mode}`;
    tabs.replaceChildren(...Object.entries(MODES).map(([name, each]) => tab(name, each)));
    text.placeholder =
      mode === 'customer' ? `Write as ${ticket.requester}…` : `${facts.label} as ${me()?.name ?? 'agent'}…`;
    text.setAttribute('aria-label', facts.label);
    hint.textContent = facts.hint;
    button.textContent = facts.button;
  }

  function tab(name, facts) {
    const props = {
      type: 'button',
      class: `tab is-${name}`,
      'aria-pressed': name === mode ? 'true' : 'false',
      onclick: () => open(name),
    };
    return h('button', props, icon(facts.icon), facts.label, facts.key && h('kbd', {}, facts.key));
  }

  async function submit(event) {
    event.preventDefault();
    if (text.value.trim() === '') return toast('Write something first.');
    button.disabled = true;
    const done = await deliver();
    button.disabled = false;
    if (done) text.value = '';
  }

  function deliver() {
    if (mode === 'customer') return send(`/tickets/${ticket.id}/customer-reply`, { text: text.value });
    const picked = form.querySelector('select')?.value;
    const changed = picked && picked !== ticket.status ? { status: picked } : {};
    return send(`/tickets/${ticket.id}/comment`, {
      agentId: desk.agentId,
      text: text.value,
      public: mode === 'reply',
      ...changed,
    });
  }

  function onKey(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    if (event.key === 'Escape') text.blur();
  }

  function update(next) {
    const isFirst = !status.firstChild || next.status !== ticket.status;
    ticket = next;
    draw();
    if (!isFirst) return;
    const states = ['new', 'open', 'pending', 'hold', 'solved'].filter(
      (each) => each !== 'new' || ticket.status === 'new',
    );
    const options =
      ticket.status === 'closed'
        ? [['closed', 'closed']]
        : states.map((each) => [each, each === ticket.status ? `leave ${each}` : `set to ${each}`]);
    status.replaceChildren(select({ label: 'Status after sending', value: ticket.status, options }));
  }

  return { open, update };
}
