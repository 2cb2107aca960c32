/** Dates as a European office writes them, in the reader's own time zone. */
const day = (options) => new Intl.DateTimeFormat('en-GB', options);
const formats = {
  date_num: day({ year: 'numeric', month: '2-digit', day: '2-digit' }),
  date: day({ day: 'numeric', month: 'long', year: 'numeric' }),
  date_short: day({ day: 'numeric', month: 'short', year: 'numeric' }),
  date_long: day({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  time: day({ hour: '2-digit', minute: '2-digit' }),
  time_secs: day({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
};

/** Fills in the {date_short} at {time} of <!date^...>. */
export function formatDate(seconds, format, now = Date.now()) {
  const when = new Date(seconds * 1000);
  return format.replace(/\{(\w+)\}/g, (whole, token) => {
    if (token === 'ago') return relative(seconds * 1000 - now);
    const pretty = token.endsWith('_pretty');
    const name = token.replace('_pretty', '');
    const near = pretty ? nearDay(when, now) : undefined;
    return near ?? formats[name]?.format(when) ?? whole;
  });
}

export function clockTime(ts) {
  return formats.time.format(new Date(Number(ts) * 1000));
}

export function fullTime(ts) {
  const when = new Date(Number(ts) * 1000);
  return `${formats.date_long.format(when)} at ${formats.time_secs.format(when)}`;
}

export function dayName(ts, now = Date.now()) {
  const when = new Date(Number(ts) * 1000);
  const near = nearDay(when, now);
  return near ? near[0].toUpperCase() + near.slice(1) : formats.date_long.format(when);
}

function nearDay(when, now) {
  const days = Math.round((midnight(when) - midnight(new Date(now))) / 86_400_000);
  return { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[days];
}

function midnight(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function relative(milliseconds) {
  const words = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });
  const minutes = Math.round(milliseconds / 60_000);
  if (Math.abs(minutes) < 60) return words.format(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return Math.abs(hours) < 36 ? words.format(hours, 'hour') : words.format(Math.round(hours / 24), 'day');
}
