import { messageOf } from '../src/platform/errors.ts';
import { machineFacts } from './bench-parts/machine.ts';
import type { Bench } from './bench-parts/report.ts';
import { printReport } from './bench-parts/report.ts';

const NAMES = ['accept', 'ack', 'brain', 'engine', 'hop', 'memory', 'recover', 'search'] as const;

function isName(name: string | undefined): name is (typeof NAMES)[number] {
  return NAMES.some((each) => each === name);
}

async function main(): Promise<void> {
  const [name, ...rest] = process.argv.slice(2);
  if (!isName(name)) {
    console.log(
      `Usage: ./scripts/bench <${NAMES.join('|')}> [--json] [--quick]\n\nEach prints our figure, the peer's in the same interleaved run, and their ratio.`,
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
