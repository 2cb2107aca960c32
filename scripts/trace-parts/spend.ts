import { styleText } from 'node:util';
import type { Database } from '../../src/platform/database.ts';

export interface SpendRow {
  day: string;
  stage: string;
  model: string;
  tickets: number;
  calls: number;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  usd: number;
}

/** Money and tokens by day, stage and model, as the spend cap counts them. */
export async function readSpend({ pool }: Pick<Database, 'pool'>, days: number): Promise<SpendRow[]> {
  const { rows } = await pool.query<SpendRow>(
    `select to_char(s.finished_at at time zone 'UTC', 'YYYY-MM-DD') as day, s.stage, coalesce(s.model, s.brain, '-') as model,
       count(distinct t.case_id)::int as tickets,
       sum((s.usage ->> 'calls')::float8)::int as calls,
       sum((s.usage ->> 'inputTokens')::float8)::int as "inputTokens",
       sum((s.usage ->> 'cachedTokens')::float8)::int as "cachedTokens",
       sum((s.usage ->> 'outputTokens')::float8)::int as "outputTokens",
       sum((s.usage ->> 'usd')::float8)::float8 as usd
     from step s join turn t on t.id = s.turn_id
     where s.usage is not null and s.finished_at > now() - make_interval(days => $1)
     group by 1, 2, 3 order by 1 desc, 2, 3`,
    [days],
  );
  return rows;
}

const NUMBERS = ['tickets', 'calls', 'inputTokens', 'cachedTokens', 'outputTokens'] as const;

export function spendText(rows: readonly SpendRow[]): string {
  if (rows.length === 0) return 'No model and no brain has thought in this time.';
  const lines = [
    `${'day'.padEnd(11)}${'stage'.padEnd(10)}${'model'.padEnd(20)}  tickets    calls    tokens in     cached        out        USD`,
  ];
  for (const [day, own] of Map.groupBy(rows, (row) => row.day)) {
    for (const row of own) lines.push(line(row));
    const usd = own.reduce((sum, row) => sum + row.usd, 0);
    lines.push(
      styleText('bold', `${day.padEnd(11)}${'all'.padEnd(10)}${''.padEnd(74)}${usd.toFixed(4).padStart(11)}`),
      '',
    );
  }
  return lines.join('\n').trimEnd();
}

function line(row: SpendRow): string {
  const widths = [9, 9, 13, 11, 11];
  const numbers = NUMBERS.map((name, i) => row[name].toLocaleString('en').padStart(widths[i] ?? 0)).join('');
  return `${row.day.padEnd(11)}${row.stage.padEnd(10)}${row.model.slice(0, 20).padEnd(20)}${numbers}${row.usd.toFixed(4).padStart(11)}`;
}
