import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../src/platform/errors.ts';
import { machineFacts } from './bench-parts/machine.ts';
import type { Bench } from './bench-parts/report.ts';
import { printReport } from './bench-parts/report.ts';

const FOLDER = join(import.meta.dirname, 'bench-parts');

/** Every file of bench-parts that exports `bench` is one; the name on the command line is the file's. */
function names(): string[] {
  const shared = ['machine.ts', 'report.ts', 'load.ts', 'servers.ts', 'statistics.ts', 'desk.ts', 'model-proxy.ts'];
  return readdirSync(FOLDER)
    .filter(
      (file) => file.endsWith('.ts') && !shared.includes(file) && !file.includes('.test.') && !file.startsWith('peer-'),
    )
    .map((file) => file.slice(0, -3));
}

async function main(): Promise<void> {
  const [name, ...rest] = process.argv.slice(2);
  if (name === undefined || name === '--help' || !existsSync(join(FOLDER, `${name}.ts`))) {
    console.log(
      `Usage: ./scripts/bench <${names().join('|')}> [--json] [--quick]\n\nEach prints our figure, the peer's in the same interleaved run, and their ratio.`,
    );
    process.exitCode = name === '--help' ? 0 : 2;
    return;
  }
  const { bench }: { bench: Bench } = await import(`./bench-parts/${name}.ts`);
  const machine = await machineFacts();
  const report = await bench({ quick: rest.includes('--quick'), say: (line) => console.error(line), args: rest });
  if (rest.includes('--json')) console.log(JSON.stringify({ bench: name, machine, ...report }, null, 2));
  else printReport(name, machine, report);
  process.exitCode = report.gates.every((gate) => gate.met) ? 0 : 1;
}

try {
  await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
