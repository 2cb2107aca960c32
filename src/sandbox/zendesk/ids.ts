import { randomBytes } from 'node:crypto';

export type Ids = { next: () => number; nextTicket: () => number; ulid: () => string };

/** [seen] Record ids are far beyond 2^31, so that a client keeping them in 32 bits fails here too; ticket ids are small. */
const FIRST_RECORD_ID = 31_400_000_000_001;
const FIRST_TICKET_ID = 5_001;
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function createIds(clock: () => number): Ids {
  let record = FIRST_RECORD_ID;
  let ticket = FIRST_TICKET_ID;
  return { next: () => record++, nextTicket: () => ticket++, ulid: () => ulid(clock()) };
}

function ulid(now: number): string {
  let time = '';
  for (let rest = now, digit = 0; digit < 10; digit += 1, rest = Math.floor(rest / 32)) {
    time = `${CROCKFORD.charAt(rest % 32)}${time}`;
  }
  const noise = [...randomBytes(16)].map((byte) => CROCKFORD.charAt(byte % 32)).join('');
  return `${time}${noise}`;
}
