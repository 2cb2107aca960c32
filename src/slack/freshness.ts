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
