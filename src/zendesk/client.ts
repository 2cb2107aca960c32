import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Helpdesk } from '../tickets/helpdesk.ts';
import { createDirectory, type Directory } from './directory.ts';
import { findWrite } from './find-write.ts';
import { readTicket } from './read-ticket.ts';
import { withBudgetClass, type ZendeskTransport } from './transport.ts';
import { sendUpdate } from './write-ticket.ts';

export interface ZendeskHelpdeskOptions {
  /** For example "https://kettleandpine.zendesk.com"; links to tickets are built from it too. */
  baseUrl: string;
  transport: ZendeskTransport;
  clock: Clock;
  log: Log;
}

/** The helpdesk that is Zendesk. Every failure is one of platform/errors.ts. */
export function createZendeskHelpdesk(options: ZendeskHelpdeskOptions): Helpdesk {
  return helpdeskWith(options, createDirectory(options));
}

/** Two helpdesks that look the same things up once: one for most work, one for what a customer waits for. */
export function createZendeskHelpdesks(options: ZendeskHelpdeskOptions): { helpdesk: Helpdesk; replies: Helpdesk } {
  const directory = createDirectory(options);
  const transport = withBudgetClass(options.transport, 'customer');
  return { helpdesk: helpdeskWith(options, directory), replies: helpdeskWith({ ...options, transport }, directory) };
}

function helpdeskWith(options: ZendeskHelpdeskOptions, directory: Directory): Helpdesk {
  const { baseUrl, transport } = options;
  return {
    read: (ticketId) => readTicket({ baseUrl, transport, directory }, ticketId),
    findWrite: (ticketId, marker) => findWrite(transport, ticketId, marker),
    async update(update) {
      const [fields, groupId] = await Promise.all([
        directory.fields(),
        update.group === null ? null : directory.findGroup(update.group),
      ]);
      return sendUpdate(transport, update, { fields, groupId });
    },
    ownUserId: () => directory.ownUserId(),
    findAgentByEmail: (email) => directory.findAgentByEmail(email),
  };
}
