import { Gauge } from 'prom-client';
import type { Metrics } from '../metrics/prometheus.ts';
import { ALARM_CODES, alarmsOf } from './alarms.ts';
import type { Signs } from './signs.ts';

/** The signs as numbers for Prometheus, read from the rows when somebody scrapes. Returns how to set them. */
export function createSignGauges({ registry, oldestDueSeconds }: Metrics): (signs: Signs) => void {
  const registers = [registry];
  const gauge = (name: string, help: string): Gauge => new Gauge({ name: `deskhand_${name}`, help, registers });
  const deadLetters = gauge('dead_letters', 'Events, turns and effects in quarantine');
  const sweepAge = gauge('sweep_age_seconds', 'Since the sweep for lost webhooks last came to its end');
  const oldestReview = gauge('oldest_review_seconds', 'Age of the oldest undecided review');
  const workers = gauge('workers', 'Workers that have reported lately');
  const breakers = gauge('open_breakers', 'Neighbours that some worker has stopped calling');
  const found = gauge('found_by_sweep', 'Turns that began because of the sweep alone');
  const alarm = new Gauge({ name: 'deskhand_alarm', help: '1 while it is on', labelNames: ['code'], registers });
  return (signs) => {
    oldestDueSeconds.set(signs.oldestDue);
    deadLetters.set(signs.deadLetters);
    sweepAge.set(signs.sweepAge ?? 0);
    oldestReview.set(signs.oldestReview);
    workers.set(signs.workers);
    breakers.set(signs.openBreakers.length);
    found.set(signs.foundBySweep);
    const on = new Set<string>(alarmsOf(signs).map(({ code }) => code));
    for (const code of ALARM_CODES) alarm.set({ code }, on.has(code) ? 1 : 0);
  };
}
