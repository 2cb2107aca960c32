import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs every check, shows what each says, and adds up. Called by scripts/test. */

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const missing = process.argv
  .filter((argument) => argument.startsWith('--missing='))
  .map((argument) => argument.slice('--missing='.length));
const folder = mkdtempSync(join(tmpdir(), 'deskhand-tests-'));
const total: Count = { passed: 0, failed: 0, skipped: 0 };

function check(name: string, command: string, args: string[]): void {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  total[status === 0 ? 'passed' : 'failed'] += 1;
}

function vitest(name: string, args: string[]): void {
  console.log(`\n== ${name}`);
  const report = join(folder, `${name.replaceAll(' ', '-')}.json`);
  const { status } = spawnSync(
    'vitest',
    ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { stdio: 'inherit' },
  );
  const count = countOf(report);
  if (count) {
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
  }
  // A file that does not load or a run that dies counts as a failure even when no single test does.
  if (!count || (status !== 0 && count.failed === 0)) total.failed += 1;
}

function countOf(report: string): Count | null {
  try {
    const json = JSON.parse(readFileSync(report, 'utf8'));
    return {
      passed: json.numPassedTests,
      failed: json.numFailedTests,
      skipped: json.numPendingTests + json.numTodoTests,
    };
  } catch (error) {
    console.error(`No test report: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

check('types', 'tsc', ['--noEmit', '-p', '.']);
check('lint and format', 'biome', ['check', '--config-path=.biome.json', '--diagnostic-level=error', '.']);
vitest('unit tests', ['--config', 'scripts/vitest.unit.ts']);
vitest('server and browser tests', ['--config', 'scripts/vitest.itest.ts']);
rmSync(folder, { recursive: true, force: true });

for (const name of missing) {
  console.log(`Not run: tests that need ${name}, which is not installed here and could not be.`);
  if (process.env['CI'] === 'true') total.failed += 1;
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);
