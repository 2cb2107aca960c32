import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';
import { appendAudit } from './audit.ts';
import type { ReviewTables } from './review-store.ts';

/** The files in which a team says what people have to decide. */
const FILES = ['policy.yaml', 'intents.yaml'] as const;

/**
 * Writes into the audit which rules a worker starts with, when they are not those that stand there last: so for every decision it can be
 * shown afterwards under which policy it was asked for, and from when on another one held. True when it was written.
 */
export async function notePolicyInForce(db: Kysely<ReviewTables>, promptsDir: string): Promise<boolean> {
  const hashes: Record<string, string> = {};
  for (const file of FILES) hashes[file] = hashOf(await readFile(`${promptsDir}/${file}`));
  return db.transaction().execute(async (trx) => {
    // Workers that start together wait for each other here, and only the first finds something new.
    await sql`select pg_advisory_xact_lock(7351003)`.execute(trx);
    const { rows } = await sql<{ details: Record<string, unknown> }>`
      select details from audit where action = 'policy in force' order by id desc limit 1
    `.execute(trx);
    if (FILES.every((file) => rows[0]?.details[file] === hashes[file])) return false;
    await appendAudit(trx, { actor: 'operator', action: 'policy in force', caseId: null, details: hashes });
    return true;
  });
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
