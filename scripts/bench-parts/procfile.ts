import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** How the Procfile starts a process, so that what is measured is what is documented. */
export interface StartLine {
  environment: Record<string, string>;
  /** Arguments of node: its own flags, then the file. */
  args: string[];
}

export function startLineOf(name: string): StartLine {
  const line = readFileSync(join(ROOT, 'Procfile'), 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${name}: `));
  if (line === undefined) throw new Error(`The Procfile has no process called ${name}`);
  return parseStartLine(line.slice(name.length + 2));
}

/** `exec env NAME=value... node flags... file`; anything else is not understood, and says so. */
export function parseStartLine(line: string): StartLine {
  const words = line
    .trim()
    .replace(/^exec env /, '')
    .split(/\s+/);
  const at = words.indexOf('node');
  const settings = words.slice(0, at).map((word) => /^([A-Z_]+)=(\S+)$/.exec(word));
  if (at < 0 || at === words.length - 1 || settings.includes(null))
    throw new Error(`Not understood in the Procfile: ${line}`);
  return {
    // The bench runs on the right Node already.
    environment: Object.fromEntries(
      settings.flatMap((match) => (match && match[1] !== 'PATH' ? [[match[1] ?? '', match[2] ?? '']] : [])),
    ),
    args: words.slice(at + 1),
  };
}
