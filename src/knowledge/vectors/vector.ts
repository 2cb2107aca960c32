/** Vectors as the database keeps them. Pure. */

/** One bit a dimension: its sign. Two texts that mean the same differ in few of them. */
export function bitsOf(vector: ArrayLike<number>): string {
  let bits = '';
  for (let at = 0; at < vector.length; at += 1) bits += (vector[at] ?? 0) > 0 ? '1' : '0';
  return bits;
}

/** Eight bits a dimension; the length of the vector is lost, which a cosine does not need. */
export function bytesOf(vector: ArrayLike<number>): Buffer {
  let most = 0;
  for (let at = 0; at < vector.length; at += 1) most = Math.max(most, Math.abs(vector[at] ?? 0));
  const bytes = new Int8Array(vector.length);
  if (most > 0) for (let at = 0; at < vector.length; at += 1) bytes[at] = Math.round(((vector[at] ?? 0) / most) * 127);
  return Buffer.from(bytes.buffer);
}

export function vectorOf(bytes: Buffer): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** As pgvector reads it. */
export function literalOf(vector: ArrayLike<number>): string {
  return `[${Array.from(vector).join(',')}]`;
}

/** Cosine; 0 when one of them is nothing. */
export function similarity(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let [dot, first, second] = [0, 0, 0];
  for (let at = 0; at < one.length; at += 1) {
    const [a, b] = [one[at] ?? 0, other[at] ?? 0];
    dot += a * b;
    first += a * a;
    second += b * b;
  }
  return first === 0 || second === 0 ? 0 : dot / Math.sqrt(first * second);
}
