import { z } from 'zod';
import type { Config } from '../../src/config.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { AccessRefused, messageOf } from '../../src/platform/errors.ts';
import type { Taxonomy } from '../../src/tickets/intent.ts';
import type { ZendeskAccess } from '../../src/zendesk/access.ts';
import { legacyTokenAccess, legacyWarning } from '../../src/zendesk/legacy-access.ts';
import { readShape } from '../../src/zendesk/pages.ts';
import { missingScopes, RUNTIME_SCOPES } from '../../src/zendesk/scopes.ts';
import { findField, missingOptions } from '../../src/zendesk/setup/plan-fields.ts';
import { readFields, readGroups } from '../../src/zendesk/setup/standing.ts';
import { wantedFields } from '../../src/zendesk/setup/wanted.ts';
import { createTransport, type ZendeskTransport } from '../../src/zendesk/transport.ts';
import { type Check, checksOf, guarded } from './check.ts';
import { askForToken } from './zendesk-token.ts';

const zendesk = checksOf('Zendesk');

export interface ZendeskInput {
  config: Config['zendesk'];
  taxonomy: Taxonomy;
  clock: Clock;
}

/** Credentials first: without them nothing else can be looked at. */
export async function checkZendesk(input: ZendeskInput): Promise<Check[]> {
  const { access, checks } = await checkAccess(input);
  if (access === null) return checks;
  const transport = createTransport({ baseUrl: input.config.url, access, fetch, clock: input.clock });
  const user = await checkUser(transport, input.clock);
  if (user.some((check) => check.name === 'token' && check.state === 'problem')) return [...checks, ...user];
  const fields = await guarded('Zendesk', 'fields', {
    mend: SCOPE_MEND,
    look: () => checkFields(transport, input.taxonomy),
  });
  const groups = await guarded('Zendesk', 'groups', {
    mend: SCOPE_MEND,
    look: () => checkGroups(transport, input.taxonomy),
  });
  return [...checks, ...user, ...fields, ...groups];
}

const SCOPE_MEND = `give the OAuth client the scopes "${RUNTIME_SCOPES.join(' ')}", and set ZENDESK_SCOPE to them`;

async function checkAccess({
  config,
  clock,
}: ZendeskInput): Promise<{ access: ZendeskAccess | null; checks: Check[] }> {
  if (config.access.kind === 'legacy') {
    const words = legacyWarning(clock.now());
    return { access: legacyTokenAccess(config.access), checks: [zendesk.warning('credentials', words)] };
  }
  const answer = await askForToken({ url: config.url, ...config.access });
  if (answer.kind === 'unreachable')
    return {
      access: null,
      checks: [zendesk.problem('credentials', answer.words, 'check ZENDESK_URL and the network')],
    };
  if (answer.kind === 'refused')
    return {
      access: null,
      checks: [
        zendesk.problem(
          'credentials',
          answer.words,
          `ZENDESK_CLIENT_ID, ZENDESK_CLIENT_SECRET, ZENDESK_SCOPE: ${answer.mend}`,
        ),
      ],
    };
  const header = `Bearer ${answer.token}`;
  const missing = missingScopes(RUNTIME_SCOPES, answer.scopes);
  const scope =
    missing.length > 0
      ? zendesk.problem('scopes', `the token lacks ${missing.join(', ')}`, SCOPE_MEND)
      : zendesk.ok('scopes', answer.scopes.join(' '));
  const more = missingScopes(answer.scopes, RUNTIME_SCOPES).filter((each) => each === 'write');
  const wide = more.length > 0 ? [zendesk.warning('scopes', 'wider than needed: write', SCOPE_MEND)] : [];
  const checks = [zendesk.ok('credentials', 'the OAuth client gets a token'), scope, ...wide];
  return { access: { authorization: async () => header, renew: async () => false }, checks };
}

const Me = z.object({ user: z.object({ id: z.number().nullable(), name: z.string(), role: z.string() }) });

async function checkUser(transport: ZendeskTransport, clock: Clock): Promise<Check[]> {
  const path = '/api/v2/users/me.json';
  try {
    const answer = await transport.send({ method: 'GET', path });
    const { user } = readShape(path, Me, answer.json);
    const isStaff = user.role === 'agent' || user.role === 'admin';
    const acts = isStaff
      ? zendesk.ok('token', `acts as ${user.name} (${user.role})`)
      : zendesk.problem('token', `acts as ${user.name}, who is no agent (${user.role})`, WHO_MEND);
    return [acts, checkClock(answer.at, clock)];
  } catch (error) {
    const mend = error instanceof AccessRefused ? TOKEN_MEND : 'try again; if it stays, ask status.zendesk.com';
    return [zendesk.problem('token', messageOf(error), mend)];
  }
}

const WHO_MEND = 'make the OAuth client while signed in as a user who is an agent';
const TOKEN_MEND =
  'the token is expired or revoked, or an API token was switched off: make the client or token anew, and see that its user is active';

/** A delivery older than five minutes or more than one minute ahead is refused, see zendesk/signature.ts. */
const WORST_SKEW_S = 55;
const NOTABLE_SKEW_S = 10;

function checkClock(theirs: Date | null, clock: Clock): Check {
  if (theirs === null)
    return zendesk.warning('clock', 'Zendesk’s answers carry no date', 'see that no proxy takes it out');
  const aheadS = Math.round((clock.now().getTime() - theirs.getTime()) / 1_000);
  const words = `this machine is ${Math.abs(aheadS)} s ${aheadS < 0 ? 'behind' : 'ahead of'} Zendesk`;
  if (Math.abs(aheadS) > WORST_SKEW_S)
    return zendesk.problem('clock', `${words}: its deliveries are refused as too old or from the future`, NTP);
  return Math.abs(aheadS) > NOTABLE_SKEW_S
    ? zendesk.warning('clock', words, NTP)
    : zendesk.ok('clock', 'agrees with Zendesk');
}

const NTP = 'set the clock by NTP';

async function checkFields(transport: ZendeskTransport, taxonomy: Taxonomy): Promise<Check[]> {
  const standing = await readFields(transport);
  const found = wantedFields(taxonomy.intents).flatMap((wanted): Check[] => {
    const field = findField(standing, wanted.title);
    if (!field) return [zendesk.problem('fields', `"${wanted.title}" does not exist`, SETUP)];
    if (field.active === false) return [zendesk.problem('fields', `"${wanted.title}" is switched off`, SETUP)];
    const missing = missingOptions(wanted, field).map(({ value }) => value);
    if (missing.length === 0) return [];
    return [zendesk.warning('fields', `"${wanted.title}" lacks ${some(missing)}`, SETUP)];
  });
  return found.length > 0 ? found : [zendesk.ok('fields', 'all five are there with their options')];
}

const SETUP = 'run ./scripts/setup-zendesk';

function some(values: readonly string[]): string {
  return values.length > 3 ? `${values.slice(0, 3).join(', ')} and ${values.length - 3} more` : values.join(', ');
}

async function checkGroups(transport: ZendeskTransport, taxonomy: Taxonomy): Promise<Check[]> {
  const there = new Set((await readGroups(transport)).map((name) => name.toLowerCase()));
  const wanted = [...new Set(taxonomy.intents.map(({ group }) => group))];
  const missing = wanted.filter((name) => !there.has(name.toLowerCase()));
  const mend = 'make them in Zendesk, or correct prompts/intents.yaml; until then such tickets keep their group';
  return missing.length > 0
    ? [zendesk.warning('groups', `do not exist: ${missing.join(', ')}`, mend)]
    : [zendesk.ok('groups', `${wanted.length} groups of prompts/intents.yaml exist`)];
}
