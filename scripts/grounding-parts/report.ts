import { CLASSES, type Class, type Judged, WAYS } from './pairs.ts';

export interface Score {
  pairs: number;
  precision: number;
  recall: number;
}

export interface GroundingReport {
  pairs: number;
  classes: Record<Class, Score>;
  /** Of the contradicted ones, by what is wrong: `recall` = called contradicted; the rest was called unbacked or, worst, backed. */
  contradicted: Record<string, { pairs: number; recall: number; passedAsBacked: number }>;
  wrong: { id: string; sentence: string; label: string; verdict: string }[];
}

/** Pure. */
export function reportOf(judged: readonly Judged[]): GroundingReport {
  const ways = WAYS.map((way) => {
    const pairs = judged.filter(({ by }) => by === way);
    const share = (verdict: Class): number =>
      pairs.length === 0 ? 0 : pairs.filter((pair) => pair.verdict === verdict).length / pairs.length;
    return [way, { pairs: pairs.length, recall: share('contradicted'), passedAsBacked: share('backed') }];
  });
  return {
    pairs: judged.length,
    classes: {
      backed: scoreOf(judged, 'backed'),
      unbacked: scoreOf(judged, 'unbacked'),
      contradicted: scoreOf(judged, 'contradicted'),
    },
    contradicted: Object.fromEntries(ways),
    wrong: judged
      .filter(({ label, verdict }) => label !== verdict)
      .map(({ id, sentence, label, by, verdict }) => ({
        id,
        sentence,
        label: by ? `${label} (${by})` : label,
        verdict,
      })),
  };
}

function scoreOf(judged: readonly Judged[], name: Class): Score {
  const labelled = judged.filter(({ label }) => label === name);
  const called = judged.filter(({ verdict }) => verdict === name);
  const right = labelled.filter(({ verdict }) => verdict === name).length;
  return {
    pairs: labelled.length,
    precision: called.length === 0 ? 1 : right / called.length,
    recall: labelled.length === 0 ? 1 : right / labelled.length,
  };
}

export function pageOf(report: GroundingReport, all: boolean): string {
  const lines = [`${report.pairs} sentence/passage pairs`, '', 'class          pairs  precision  recall'];
  for (const name of CLASSES) {
    const { pairs, precision, recall } = report.classes[name];
    lines.push(
      `${name.padEnd(14)} ${String(pairs).padStart(5)}  ${precision.toFixed(3).padStart(9)}  ${recall.toFixed(3)}`,
    );
  }
  lines.push('', 'contradicted by  pairs  recall  passed as backed');
  for (const [way, { pairs, recall, passedAsBacked }] of Object.entries(report.contradicted))
    lines.push(
      `${way.padEnd(16)} ${String(pairs).padStart(5)}  ${recall.toFixed(3).padStart(6)}  ${passedAsBacked.toFixed(3).padStart(16)}`,
    );
  if (all && report.wrong.length > 0) lines.push('', 'Judged differently from the label:');
  if (all) for (const { label, verdict, sentence } of report.wrong) lines.push(`  ${label} -> ${verdict}: ${sentence}`);
  return lines.join('\n');
}
