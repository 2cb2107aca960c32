import type pg from 'pg';

/** Any constants will do. Two workers that embed or upload the same passages would pay twice. */
export const VECTOR_LOCKS = { embed: 7_351_003, upload: 7_351_004 } as const;

/** Does the work unless another worker is at it; then null. */
export async function alone<T>(
  pool: pg.Pool,
  lock: keyof typeof VECTOR_LOCKS,
  work: () => Promise<T>,
): Promise<T | null> {
  const client = await pool.connect();
  const key = [VECTOR_LOCKS[lock]];
  let broken = false;
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', key);
    if (rows[0]?.mine !== true) return null;
    try {
      return await work();
    } finally {
      await client.query('select pg_advisory_unlock($1)', key);
    }
  } catch (error) {
    // The lock goes with its connection, whatever became of it.
    broken = true;
    throw error;
  } finally {
    client.release(broken);
  }
}
