import { styleText } from 'node:util';
import type { MachineFacts } from './machine.ts';

export interface BenchInput {
  /** Fewer rounds, for a look; the gates are then only hints. */
  quick: boolean;
  say: (line: string) => void;
  args: readonly string[];
}

export interface Row {
  what: string;
  ours: number;
  peer: number | null;
  unit: string;
}

export interface Gate {
  what: string;
  value: number;
  target: string;
  met: boolean;
}

export interface BenchReport {
  peer: string;
  rounds: number;
  rows: Row[];
  gates: Gate[];
}

export type Bench = (input: BenchInput) => Promise<BenchReport>;

export function printReport(name: string, machine: MachineFacts, report: BenchReport): void {
  console.log(styleText('bold', `bench ${name}`));
  console.log(
    `${machine.cores} cores, load ${machine.load}, Node ${machine.node}, ${machine.syncsPerSecond} durable writes/s; ${report.rounds} interleaved rounds; peer: ${report.peer}\n`,
  );
  for (const row of report.rows) {
    const ratio = row.peer === null || row.peer === 0 ? '' : `  ratio ${(row.ours / row.peer).toFixed(2)}`;
    console.log(
      `  ${row.what.padEnd(44)} ours ${String(row.ours).padStart(9)} ${row.unit.padEnd(8)} ${row.peer === null ? '' : `peer ${String(row.peer).padStart(9)} ${row.unit}`}${ratio}`,
    );
  }
  console.log('');
  for (const gate of report.gates) {
    console.log(
      `  ${gate.met ? styleText('green', '✓') : styleText('red', '✗')} ${gate.what}: ${gate.value} (target ${gate.target})`,
    );
  }
}
