import type { ZendeskSandbox } from '../../src/sandbox/zendesk-server.ts';

const WAIT_MS = 120_000;

export interface AwaitedNotes {
  /** When every ticket has its note. */
  all: Promise<unknown>;
  /** The time of one ticket's note, by `performance.now()`. */
  of(ticketId: number): Promise<number>;
  stop(): void;
}

/** A ticket is done when the stand-in has taken our first write to it. Ask before the work begins. */
export function waitForNotes({ zendesk }: { zendesk: ZendeskSandbox }, ids: readonly number[]): AwaitedNotes {
  const notes = new Map(ids.map((id) => [id, Promise.withResolvers<number>()]));
  const unsubscribe = zendesk.subscribe((notice) => {
    if (notice.kind === 'ticket' && notice.write.source === 'api')
      notes.get(notice.ticketId)?.resolve(performance.now());
  });
  const late = setTimeout(() => {
    for (const [id, note] of notes) note.reject(new Error(`Ticket ${id} had no note after ${WAIT_MS / 1_000} s`));
  }, WAIT_MS);
  return {
    all: Promise.all([...notes.values()].map(({ promise }) => promise)),
    of: (id: number) => notes.get(id)?.promise ?? Promise.reject(new Error(`Nobody asked for ticket ${id}`)),
    stop: () => {
      clearTimeout(late);
      unsubscribe();
    },
  };
}
