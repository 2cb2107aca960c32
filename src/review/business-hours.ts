/** When a team is at work, for example "Mon-Fri 09:00-17:00 Europe/Amsterdam". Null: always. */
export interface BusinessHours {
  /** 0 is Sunday. */
  days: ReadonlySet<number>;
  /** Minutes of the day. */
  from: number;
  to: number;
  timeZone: string;
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const GRAMMAR = /^([a-z]{3})(?:-([a-z]{3}))?\s+(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})\s+(\S+)$/i;

/** Null when the text says nothing that can be understood. */
export function parseBusinessHours(text: string): BusinessHours | null {
  const match = GRAMMAR.exec(text.trim());
  if (!match) return null;
  const [, first = '', last = first, fromHour, fromMinute, toHour, toMinute, timeZone = ''] = match;
  const [start, end] = [DAYS.indexOf(first.toLowerCase()), DAYS.indexOf(last.toLowerCase())];
  const from = Number(fromHour) * 60 + Number(fromMinute);
  const to = Number(toHour) * 60 + Number(toMinute);
  if (start < 0 || end < 0 || from >= to || to > 24 * 60 || !isTimeZone(timeZone)) return null;
  const length = ((end - start + 7) % 7) + 1;
  return { days: new Set(Array.from({ length }, (_, index) => (start + index) % 7)), from, to, timeZone };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    // That is how Intl says no.
    return false;
  }
}

export function isOpenAt(hours: BusinessHours | null, at: Date): boolean {
  return hours === null || opening(hours)(at);
}

/** How long the team was at work between two moments, in ms, to the step below. */
export function openTimeBetween(hours: BusinessHours | null, from: Date, to: Date): number {
  if (hours === null) return Math.max(0, to.getTime() - from.getTime());
  const isOpen = opening(hours);
  let open = 0;
  for (let at = from.getTime(); at < to.getTime(); at += STEP_MS)
    if (isOpen(new Date(at))) open += Math.min(STEP_MS, to.getTime() - at);
  return open;
}

/** Daylight saving and odd zones make exact sums treacherous; five minutes are exact enough for a reminder. */
const STEP_MS = 5 * 60_000;

function opening({ days, from, to, timeZone }: BusinessHours): (at: Date) => boolean {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const day = DAYS.indexOf((parts.get('weekday') ?? '').toLowerCase());
    const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
    return days.has(day) && minute >= from && minute < to;
  };
}
