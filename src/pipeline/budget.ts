import type { Database } from '../platform/database.ts';
import type { HousePolicy } from '../review/house-policy.ts';

export interface Spender {
  ticketId: number;
  requesterId: number;
  turnId: number;
}

export interface Budget {
  /** Why nothing more is thought now, in words for staff; null while there is room. */
  exceeded(spender: Spender): Promise<string | null>;
}

interface Counted {
  ticket: number;
  requester: number;
  all: number;
  usd: number;
}

/** Claim S28: counted in Postgres, so all workers share one budget and a restart forgets nothing. */
export function createBudget(database: Pick<Database, 'pool'>, limits: HousePolicy['budgets']): Budget {
  return {
    async exceeded(spender) {
      const counted = await count(database, spender);
      const over = (limit: number, value: number): boolean => limit > 0 && value >= limit;
      if (over(limits.turns_per_ticket_and_hour, counted.ticket))
        return `This ticket had ${counted.ticket} turns within an hour, so a person takes it.`;
      if (over(limits.turns_per_requester_and_hour, counted.requester))
        return `This requester wrote ${counted.requester} times within an hour, so a person takes it.`;
      if (over(limits.turns_per_hour, counted.all))
        return `The limit of ${limits.turns_per_hour} messages an hour is reached, so people answer.`;
      if (over(limits.usd_per_day, counted.usd))
        return `The model's budget of ${limits.usd_per_day} USD a day is spent, so people answer.`;
      return null;
    },
  };
}

/** Of other turns only: a turn that is tried again has not been counted against itself. */
async function count({ pool }: Pick<Database, 'pool'>, { ticketId, requesterId, turnId }: Spender): Promise<Counted> {
  const { rows } = await pool.query<Counted>(
    `select
       (select count(*) from step s join turn t on t.id = s.turn_id join ticket_case c on c.id = t.case_id
         where c.ticket_id = $1 and s.stage = 'assess' and s.turn_id <> $3 and s.finished_at > now() - interval '1 hour')::int as ticket,
       (select count(*) from step s where s.stage = 'intake' and (s.result -> 'requester' ->> 'id')::bigint = $2
         and s.turn_id <> $3 and s.finished_at > now() - interval '1 hour')::int as requester,
       (select count(*) from step s where s.stage = 'assess' and s.turn_id <> $3 and s.finished_at > now() - interval '1 hour')::int as all,
       (select coalesce(sum((s.usage ->> 'usd')::float8), 0) from step s
         where s.stage in ('assess', 'draft', 'check') and s.finished_at > now() - interval '1 day')::float8 as usd`,
    [ticketId, requesterId, turnId],
  );
  return rows[0] ?? { ticket: 0, requester: 0, all: 0, usd: 0 };
}
