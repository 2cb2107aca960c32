import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

/** What an absolute figure depends on, printed beside every result: ratios travel, milliseconds do not. */
export interface MachineFacts {
  cores: number;
  load: number;
  node: string;
  /** Durable 4 kB writes a second of the disk under the temporary folder, measured now. */
  syncsPerSecond: number;
}

const SYNCS = 200;

export async function machineFacts(): Promise<MachineFacts> {
  return {
    cores: cpus().length,
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
    node: process.version,
    syncsPerSecond: measureSyncs(),
  };
}

function measureSyncs(): number {
  const folder = mkdtempSync(join(tmpdir(), 'deskhand-sync-'));
  const file = openSync(join(folder, 'probe'), 'w');
  const block = Buffer.alloc(4_096, 1);
  const started = performance.now();
  for (let i = 0; i < SYNCS; i++) {
    writeSync(file, block);
    fdatasyncSync(file);
  }
  const seconds = (performance.now() - started) / 1_000;
  closeSync(file);
  rmSync(folder, { recursive: true });
  return Math.round(SYNCS / seconds);
}
