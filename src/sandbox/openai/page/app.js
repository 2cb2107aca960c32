// The list of calls and the fault switches. All texts are set as text, never as HTML: prompts hold whatever customers write.
const calls = new Map();
const rows = new Map();
let kinds = {};
let active = [];
// From this fault on the line is sound and the model itself is at fault.
const FIRST_OF_ANSWER = 'incomplete';
const byId = (id) => document.getElementById(id);

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

const address = `${location.origin}/v1`;
byId('address').textContent = address;
byId('copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(address);
  byId('copy').textContent = 'Copied';
  setTimeout(() => {
    byId('copy').textContent = 'Copy';
  }, 1500);
});

function connect() {
  const events = new EventSource('/page/events');
  events.addEventListener('open', () => show('on', 'Connected'));
  events.addEventListener('error', () => show('off', 'The stand-in does not answer; trying again'));
  events.addEventListener('start', (event) => {
    const data = JSON.parse(event.data);
    kinds = data.kinds;
    calls.clear();
    rows.clear();
    byId('list').replaceChildren();
    for (const call of data.calls) note(call);
    showFaults(data.faults);
  });
  events.addEventListener('call', (event) => note(JSON.parse(event.data)));
  events.addEventListener('faults', (event) => showFaults(JSON.parse(event.data)));
}

function show(state, title) {
  byId('link').className = `dot ${state}`;
  byId('link').title = title;
}

function note(call) {
  calls.set(call.id, call);
  const row = rows.get(call.id) ?? addRow(call.id);
  row.button.replaceChildren(...cellsOf(call));
  row.item.hidden = !isShown(call);
  showTotals();
}

function addRow(id) {
  const item = make('li');
  const button = make('button', 'row');
  button.type = 'button';
  button.setAttribute('aria-expanded', 'false');
  button.addEventListener('click', () => toggle(id));
  item.append(button);
  byId('list').prepend(item);
  rows.set(id, { item, button });
  return rows.get(id);
}

function cellsOf(call) {
  const time = make('time', '', new Date(call.at).toLocaleTimeString('en-GB'));
  const task = make(
    'span',
    `tag ${['triage', 'draft'].includes(call.task) ? call.task : 'other'}`,
    call.model ? call.task : 'call',
  );
  const about = make('span', 'about', call.about || call.path);
  if (call.model) about.append(make('span', 'model', `  ${call.model}`));
  const end = make('span', 'end');
  end.append(badgeOf(call));
  return [time, task, about, tokensOf(call), make('span', 'ms', isBusy(call) ? '' : `${call.ms} ms`), end];
}

function tokensOf(call) {
  const cell = make('span', 'tokens');
  if (!call.tokens.input) return cell;
  const meter = make('meter');
  meter.max = call.tokens.input;
  meter.value = call.tokens.cached;
  meter.title = `${call.tokens.cached} of ${call.tokens.input} tokens came from the cache`;
  cell.append(
    `${call.tokens.input.toLocaleString('en-GB')} in, ${call.tokens.output.toLocaleString('en-GB')} out`,
    meter,
  );
  return cell;
}

const isBusy = (call) => call.status === null && !call.fault;
const isBad = (call) => Boolean(call.fault) || (call.status !== null && call.status >= 400);

function badgeOf(call) {
  if (isBusy(call)) return make('span', 'tag busy', 'running');
  if (call.fault) return make('span', 'tag bad', call.fault);
  return make('span', `tag ${isBad(call) ? 'bad' : 'ok'}`, String(call.status));
}

function isShown(call) {
  const filter = byId('filter').value;
  if (filter === '') return true;
  return filter === 'failed' ? isBad(call) : call.task === filter;
}

byId('filter').addEventListener('change', () => {
  for (const [id, row] of rows) row.item.hidden = !isShown(calls.get(id));
});

async function toggle(id) {
  const { item, button } = rows.get(id);
  const opened = item.querySelector('.open');
  button.setAttribute('aria-expanded', String(!opened));
  if (opened) return opened.remove();
  const call = await (await fetch(`/page/calls/${id}`)).json();
  const box = make('div', 'open');
  box.append(...section('What was asked', call.input || 'Nothing that could be read.'));
  box.append(...section('What was answered', pretty(call.answer) || 'Nothing.', 'answer'));
  box.append(folded('Instructions', call.instructions), folded('Call on the wire', pretty(JSON.stringify(call.body))));
  box.append(folded('Answer on the wire', pretty(JSON.stringify(call.reply))));
  item.append(box);
}

function section(title, text, className = '') {
  return [make('h3', '', title), make('pre', className, text)];
}

function folded(title, text) {
  const details = make('details');
  details.append(make('summary', '', title), make('pre', '', text || 'None.'));
  return details;
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text ?? '';
  }
}

function showTotals() {
  const all = [...calls.values()];
  const sum = (pick) => all.reduce((total, call) => total + pick(call), 0);
  const input = sum((call) => call.tokens.input);
  const times = all
    .filter((call) => call.status !== null)
    .map((call) => call.ms)
    .sort((one, other) => one - other);
  byId('none').hidden = all.length > 0;
  byId('n-calls').textContent = all.length.toLocaleString('en-GB');
  byId('n-input').textContent = input.toLocaleString('en-GB');
  byId('n-cached').textContent = `${input ? Math.round((100 * sum((call) => call.tokens.cached)) / input) : 0} %`;
  byId('n-output').textContent = sum((call) => call.tokens.output).toLocaleString('en-GB');
  byId('n-ms').textContent = times.length ? String(times[Math.floor(times.length / 2)]) : '–';
}

function showFaults(faults) {
  active = faults;
  byId('clear').disabled = faults.length === 0;
  const switches = Object.entries(kinds).map(([kind, words]) => switchFor(kind, words));
  const first = Object.keys(kinds).indexOf(FIRST_OF_ANSWER);
  byId('faults').replaceChildren(make('h3', '', 'On the line'), ...switches.slice(0, first));
  byId('faults').append(make('h3', '', 'In the answer'), ...switches.slice(first));
}

function switchFor(kind, words) {
  const fault = active.find((each) => each.kind === kind);
  const button = make('button', 'fault', words);
  button.type = 'button';
  button.setAttribute('aria-pressed', String(Boolean(fault)));
  if (fault) button.append(make('i', '', fault.times === null ? 'on' : `${fault.times} left`));
  button.addEventListener('click', () =>
    send(fault ? active.filter((each) => each.kind !== kind) : [...active, { kind, times: chosenTimes() }]),
  );
  return button;
}

function chosenTimes() {
  const { value } = document.querySelector('input[name="times"]:checked');
  return value === '' ? null : Number(value);
}

async function send(faults) {
  const answer = await fetch('/page/faults', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ faults }),
  });
  showFaults((await answer.json()).faults);
}

byId('clear').addEventListener('click', () => send([]));
connect();
