const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

export const TONES = {
  processing: 'warn',
  shipped: 'info',
  delivered: 'good',
  cancelled: '',
  returned: '',
  paid: 'good',
  failed: 'bad',
  refunded: 'info',
  open: 'warn',
  active: 'good',
  paused: 'warn',
};

export function day(iso) {
  return iso ? DAY.format(new Date(iso)) : '–';
}

export function time(iso) {
  return TIME.format(new Date(iso));
}

export function money(amount, currency) {
  return new Intl.NumberFormat('en-IE', { style: 'currency', currency }).format(amount);
}

export function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
