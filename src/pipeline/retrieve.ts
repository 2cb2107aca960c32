import type { FoundPassage, SearchResult } from '../knowledge/article.ts';
import type { Search } from '../knowledge/search.ts';
import type { Clock } from '../platform/clock.ts';
import { messageOf } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { ArticleSource, Source } from '../tickets/draft.ts';
import { findEntities } from '../tickets/entities.ts';
import type { Backoffice } from '../tools/backoffice.ts';
import type { ConnectedTools, Writer } from '../tools/connected/connected-tools.ts';
import type { Looked } from '../tools/connected/look-up.ts';
import { type Facts, loadFacts } from '../tools/facts.ts';
import { describeFacts } from '../tools/records.ts';
import { RESULT_SCHEMAS, type TurnResults } from './results.ts';
import { need, type Outcome, type Stage } from './stage.ts';

export interface RetrieveDeps {
  search: Search;
  /** Null where no back office is connected. */
  backoffice: Backoffice | null;
  /** Tools of other systems, where the operator has connected any. */
  connected?: ConnectedTools | null;
  defaultLocale: string;
  clock: Clock;
  log: Log;
}

const PUBLIC_PASSAGES = 6;
const INTERNAL_PASSAGES = 2;

/** Passages that this customer may be shown, the requester's own records, and what only staff may read. Runs beside `assess`. */
export const retrieve: Stage<'retrieve', RetrieveDeps> = {
  name: 'retrieve',
  schema: RESULT_SCHEMAS.retrieve,
  async run(deps, soFar): Promise<Outcome<TurnResults['retrieve']>> {
    const intake = need(soFar, 'intake');
    const [found, facts, looked] = await Promise.all([
      findForTurn(deps, intake),
      factsOf(deps, intake),
      lookedUp(deps, intake),
    ]);
    return { kind: 'next', result: gather({ intake, ...found, facts, looked }) };
  },
};

interface FoundArticles {
  forCustomer: SearchResult;
  forStaff: SearchResult;
}

/** What this customer may be shown, and what staff may read besides. */
export async function findForTurn(
  deps: Pick<RetrieveDeps, 'search' | 'defaultLocale'>,
  intake: TurnResults['intake'],
): Promise<FoundArticles> {
  const locales = [...new Set([intake.language, ...(intake.language === 'und' ? [deps.defaultLocale] : [])])];
  const asked = { text: `${intake.subject}\n${intake.newest}`, earlier: intake.earlier, limit: PUBLIC_PASSAGES };
  const [forCustomer, forStaff] = await Promise.all([
    deps.search.search({ ...asked, locales, audience: 'customer' }),
    deps.search.search({ ...asked, locales: [...locales, deps.defaultLocale], audience: 'staff' }),
  ]);
  return { forCustomer, forStaff };
}

interface Found extends FoundArticles {
  intake: TurnResults['intake'];
  facts: Facts;
  /** From other systems; absent where none is connected. */
  looked?: Looked;
}

const NOT_LOOKED: Looked = { records: [], silent: [] };

/** Never throws: a system that is down is told to staff and costs its records. */
async function lookedUp({ connected, clock }: RetrieveDeps, intake: TurnResults['intake']): Promise<Looked> {
  return connected ? connected.lookUp(writerOf(intake), intakeEntities(intake), clock.now()) : NOT_LOOKED;
}

export function writerOf({ requester, fromRequester }: TurnResults['intake']): Writer {
  return { email: requester.email, verified: requester.verified, fromRequester };
}

/** Numbers the sources once for the whole turn, so that [2] means the same on the note, the card and the draft. */
export function gather({ intake, forCustomer, forStaff, facts, looked = NOT_LOOKED }: Found): TurnResults['retrieve'] {
  const internal = forStaff.passages.filter((passage) => passage.visibility === 'internal').slice(0, INTERNAL_PASSAGES);
  const entities = intakeEntities(intake);
  const sources: Source[] = [];
  for (const passage of forCustomer.passages) sources.push(articleSource(passage, sources.length + 1));
  for (const record of [...describeFacts(facts, entities), ...looked.records])
    sources.push({ ...record, n: sources.length + 1 });
  for (const passage of internal) sources.push(articleSource(passage, sources.length + 1));
  const { answerability, features } = forCustomer;
  return { sources, answerability, features, facts: rowOf(facts), silent: looked.silent };
}

/** A copy that the row may own: the lists of `Facts` are read-only. */
function rowOf(facts: Facts): TurnResults['retrieve']['facts'] {
  return {
    ...facts,
    orders: [...facts.orders],
    invoices: [...facts.invoices],
    subscriptions: [...facts.subscriptions],
    notFound: [...facts.notFound],
  };
}

export function articleSource(passage: FoundPassage, n: number): ArticleSource {
  return {
    n,
    kind: 'article',
    passageId: passage.id,
    articleId: passage.articleId,
    version: passage.version,
    title: passage.title,
    headingPath: passage.headingPath,
    url: passage.anchor === null ? passage.url : `${passage.url}#${passage.anchor}`,
    visibility: passage.visibility,
    text: passage.text,
    updatedAt: passage.updatedAt.toISOString(),
    score: passage.score,
  };
}

function intakeEntities(intake: TurnResults['intake']) {
  const said = intake.earlier.filter((message) => message.from === 'customer').map((message) => message.text);
  return findEntities([intake.subject, intake.newest, ...said].join('\n'));
}

/** A back office that does not answer costs the records, not the case: staff are told, and nothing is proposed. */
async function factsOf(deps: RetrieveDeps, intake: TurnResults['intake']): Promise<Facts> {
  if (!deps.backoffice) return noFacts(deps.clock, 'No back office is connected.');
  if (!intake.fromRequester)
    return noFacts(deps.clock, 'Somebody other than the requester wrote, so no account data was looked up.');
  try {
    return await loadFacts({
      backoffice: deps.backoffice,
      requester: { ...intake.requester, role: 'end-user' },
      entities: intakeEntities(intake),
      clock: deps.clock,
    });
  } catch (error) {
    deps.log.warn({ ticketId: intake.ticketId, err: messageOf(error) }, 'back office did not answer');
    return noFacts(deps.clock, 'The back office did not answer, so no records were looked up.');
  }
}

function noFacts(clock: Clock, withheld: string): Facts {
  return {
    customer: null,
    orders: [],
    invoices: [],
    subscriptions: [],
    account: null,
    notFound: [],
    withheld,
    asOf: clock.now(),
  };
}
