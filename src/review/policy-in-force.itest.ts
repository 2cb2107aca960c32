import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findBrokenLink } from './audit.ts';
import { notePolicyInForce } from './policy-in-force.ts';
import { ReviewStage } from './review-stage.fake.ts';

let stage: ReviewStage;

beforeAll(async () => {
  stage = await ReviewStage.open(inject('postgresUrl'));
});
afterAll(() => stage.close());

describe('S19: another policy leaves its mark in the audit', () => {
  it('is written once when workers start with it, and again when the files are others', async () => {
    const { db } = stage.reviews;
    const folder = await mkdtemp(join(tmpdir(), 'policy-'));
    await cp('prompts', folder, { recursive: true });
    const starts = await Promise.all(Array.from({ length: 5 }, () => notePolicyInForce(db, folder)));
    expect(starts.filter((written) => written)).toHaveLength(1);
    const file = join(folder, 'policy.yaml');
    await writeFile(file, `${await readFile(file, 'utf8')}\n# reworded\n`);
    expect(await notePolicyInForce(db, folder)).toBe(true);
    expect(await notePolicyInForce(db, folder)).toBe(false);
    const entries = await stage.audit('policy in force');
    expect(entries).toHaveLength(2);
    expect(entries[0]?.['policy.yaml']).not.toBe(entries[1]?.['policy.yaml']);
    expect(entries[0]?.['intents.yaml']).toBe(entries[1]?.['intents.yaml']);
    expect(await findBrokenLink(db)).toBeNull();
  });
});
