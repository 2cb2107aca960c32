import type {
  Article,
  Category,
  EventDraft,
  Group,
  Job,
  Macro,
  OutgoingMail,
  Section,
  SuspendedMail,
  Ticket,
  TicketField,
  Trigger,
  User,
  Webhook,
} from './entities.ts';
import { createFaults, type Faults } from './faults.ts';
import { createIds, type Ids } from './ids.ts';
import type { Notice, RequestRecord, Write, ZendeskOptions } from './options.ts';
import { seedArticles } from './seed-articles.ts';
import { seedFields, seedGroups, seedMacros, seedUsers } from './seed-people.ts';

/** Everything the stand-in knows. One object, changed only by the `apply*` and `add*` functions beside it. */
export type State = {
  options: ZendeskOptions;
  baseUrl: string;
  clock: () => number;
  ids: Ids;
  users: Map<number, User>;
  groups: Group[];
  fields: TicketField[];
  tickets: Map<number, Ticket>;
  articles: Map<number, Article>;
  sections: Map<number, Section>;
  categories: Map<number, Category>;
  segments: Segments;
  webhooks: Map<string, Webhook>;
  triggers: Map<number, Trigger>;
  jobs: Map<string, Job>;
  macros: Macro[];
  suspended: Map<number, SuspendedMail>;
  /** What the account's triggers would have mailed. */
  mails: OutgoingMail[];
  faults: Faults;
  history: Write[];
  requests: RequestRecord[];
  listeners: Set<(notice: Notice) => void>;
  /** Set once by the server; the events of one write arrive together. */
  sendEvents: (events: EventDraft[]) => void;
  /** Set once by the server: the body that a trigger's action wrote, to the webhook that it names. */
  sendTriggerBody: (webhookId: string, body: string, ticketId: number) => void;
  /** Set once by the server: lets the account's business rules look at a write. */
  runTriggers: (write: Write) => void;
};

export type Segments = { signedIn: number; staff: number };

/** A demo left running must not grow for ever; checkers read far fewer than this. */
const REQUEST_LOG_LENGTH = 5_000;

export function createState(options: ZendeskOptions): State {
  const clock = options.clock ?? Date.now;
  const ids = createIds(clock);
  const groups = seedGroups(options, ids, clock());
  const knowledge = seedArticles(options.articles, ids);
  return {
    options,
    baseUrl: '',
    clock,
    ids,
    groups,
    users: seedUsers(options, { ids, groups, now: clock() }),
    fields: seedFields(options.intentLabels ?? [], ids, clock()),
    tickets: new Map(),
    ...knowledge,
    segments: { signedIn: ids.next(), staff: ids.next() },
    webhooks: new Map(),
    triggers: new Map(),
    jobs: new Map(),
    macros: seedMacros(ids, clock()),
    suspended: new Map(),
    mails: [],
    faults: createFaults(),
    history: [],
    requests: [],
    listeners: new Set(),
    sendEvents: () => undefined,
    sendTriggerBody: () => undefined,
    runTriggers: () => undefined,
  };
}

export function notify(state: State, notice: Notice): void {
  for (const listener of state.listeners) listener(notice);
}

export function recordRequest(state: State, record: RequestRecord): void {
  state.requests.push(record);
  if (state.requests.length > REQUEST_LOG_LENGTH) state.requests.shift();
}

/** Second precision, as every timestamp in Zendesk's REST answers. */
export function toIso(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
