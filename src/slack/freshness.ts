import { shortText } from './card-text.ts';

/** When records were looked up, as people say it; what is no point in time stays as it is. */
export function asOfWords(asOf: string): string {
  const at = new Date(asOf);
  if (!/^\d{4}-\d\d-\d\dT/.test(asOf) || Number.isNaN(at.getTime())) return shortText(asOf, 40);
  const day = at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return `as of ${day}, ${at.toISOString().slice(11, 16)} UTC`;
}

const DAY_MS = 86_400_000;

/** "updated 3 months ago", with a warning where an article has not been touched for a long time. */
export function freshnessOf(updatedAt: string, asOf: Date): string {
  const days = Math.floor((asOf.getTime() - Date.parse(updatedAt)) / DAY_MS);
  if (Number.isNaN(days)) return 'age unknown';
  if (days >= 730) return `⚠ not updated for ${Math.floor(days / 365)} years`;
  if (days >= 60) return `updated ${Math.floor(days / 30)} months ago`;
  if (days >= 2) return `updated ${days} days ago`;
  return days === 1 ? 'updated yesterday' : 'updated today';
}
