/** How long things may take; the defaults are right for production. */
export interface Timing {
  /** A worker that dies gives its work back after this long; a living one renews well before. */
  leaseMs: number;
  /** How often due rows are looked for. */
  pollMs: number;
  /** The longest wait for the answer to a write outside; reads get half of it. */
  writeTimeoutMs: number;
}
