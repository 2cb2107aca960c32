import { h } from './dom.js';

/** What all rooms share: the last overview, who the agent is, what has been read. */
export const desk = { overview: null, agentId: 0, read: loadRead() };

export async function load(path) {
  return request(path, {});
}

export async function send(path, body = {}) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return request(path, init);
}

async function request(path, init) {
  const response = await fetch(`/page/api${path}`, init).catch(() => undefined);
  if (!response) return refuse('The desk does not answer. Is the demo still running?');
  const body = await response.json().catch(() => ({}));
  return response.ok ? body : refuse(body.description ?? 'That did not work.');
}

function refuse(text) {
  toast(text, 'is-bad');
  return undefined;
}

export function toast(text, kind = '') {
  const box = h('div', { class: `toast ${kind}` }, text);
  document.getElementById('toasts').append(box);
  setTimeout(() => box.remove(), 4000);
}

export async function loadOverview() {
  const overview = await load('/overview');
  if (!overview) return;
  desk.overview = overview;
  const wanted = Number(localStorage.getItem('desk.agent'));
  const people = overview.agents.filter((agent) => !agent.isBot);
  const known = people.find((agent) => agent.id === wanted) ?? people[0] ?? overview.agents[0];
  desk.agentId = known?.id ?? 0;
}

export function actAs(agentId) {
  desk.agentId = agentId;
  localStorage.setItem('desk.agent', String(agentId));
}

export function me() {
  return desk.overview.agents.find((agent) => agent.id === desk.agentId);
}

/** Unread means: the customer wrote since this browser last looked. */
export function isUnread(ticket) {
  return ticket.customerMessages > (desk.read[ticket.id] ?? 0);
}

export function markRead(ticket) {
  if (!isUnread(ticket)) return false;
  desk.read[ticket.id] = ticket.customerMessages;
  sessionStorage.setItem('desk.read', JSON.stringify(desk.read));
  return true;
}

function loadRead() {
  try {
    return JSON.parse(sessionStorage.getItem('desk.read') ?? '{}');
  } catch {
    return {};
  }
}

/** Calls soon, and once for many calls close together. */
export function soon(act, ms = 80) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, ms);
  };
}

let visit = () => {};

export function onVisit(act) {
  visit = act;
}

export function go(path) {
  if (path !== location.pathname + location.hash) history.pushState({}, '', path);
  visit();
}
