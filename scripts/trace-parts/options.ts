import { parseArgs } from 'node:util';

export type TraceOptions =
  | { kind: 'ticket'; ticketId: number; json: boolean; full: boolean; html: string | null }
  | { kind: 'spend'; days: number; json: boolean };

export const USAGE = `Usage: ./scripts/trace TICKET [--full] [--json] [--html FILE]
       ./scripts/trace --spend [DAYS] [--json]

Reads the database of DATABASE_URL and changes nothing.

  TICKET        every turn of this ticket: what each stage made of it, who thought, with which prompt, how long and for how much
  --full        with the words that went to the model and came back; personal data is placeholders
  --html FILE   the same as a page
  --spend DAYS  calls, tokens and money by day, stage and model (7 days when not said)`;

const MOST_DAYS = 400;
const DEFAULT_DAYS = '7';

export function readOptions(args: readonly string[]): TraceOptions | { problem: string } | 'help' {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        full: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        spend: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        html: { type: 'string' },
      },
    });
    if (values.help) return 'help';
    const n = Number(positionals[0] ?? (values.spend ? DEFAULT_DAYS : Number.NaN));
    if (!Number.isInteger(n) || n <= 0)
      return { problem: values.spend ? 'DAYS is a number' : 'Name a ticket by its number' };
    if (values.spend) return { kind: 'spend', days: Math.min(n, MOST_DAYS), json: values.json };
    return { kind: 'ticket', ticketId: n, json: values.json, full: values.full, html: values.html ?? null };
  } catch (error) {
    if (error instanceof TypeError) return { problem: error.message };
    throw error;
  }
}
