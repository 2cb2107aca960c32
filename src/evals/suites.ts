import type { Suite } from './suite.ts';

/** Every suite by name. They load when they are asked for: one needs the Agents SDK, another a database. */
const SUITES: Readonly<Record<string, () => Promise<Suite>>> = {
  triage: async () => (await import('./triage-suite.ts')).triageSuite,
  cases: async () => (await import('./cases-suite.ts')).casesSuite,
  guard: async () => (await import('./guard-suite.ts')).guardSuite,
  pii: async () => (await import('./pii-suite.ts')).piiSuite,
};

export const SUITE_NAMES: readonly string[] = Object.keys(SUITES);

export async function loadSuite(name: string): Promise<Suite> {
  const load = SUITES[name];
  if (load === undefined) throw new Error(`There is no suite ${name}`);
  return load();
}
