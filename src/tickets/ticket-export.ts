/** A ticket that changed, as a list of many names it: enough to know whether somebody has to look. */
export interface ChangedTicket {
  ticketId: number;
  /** The helpdesk's own stamp of the last change. */
  changedAt: Date;
  /** Solved, closed and deleted tickets wait for nobody. */
  isOpen: boolean;
}

export interface ExportPage {
  tickets: readonly ChangedTicket[];
  /** Where to go on, also after the end. */
  cursor: string;
  atEnd: boolean;
}

/** The ways to find tickets without having been told of them. */
export interface TicketExport {
  /** What changed after the cursor, or since a time when there is none yet. The newest minute is always missing. */
  changed(from: { cursor: string | null; since: Date }): Promise<ExportPage>;
  /** Open tickets that changed since; up to a thousand, the newest first. */
  open(since: Date): Promise<readonly ChangedTicket[]>;
}
