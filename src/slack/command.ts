import { z } from 'zod';
import { cardUrl, moment } from './card-blocks.ts';
import { plainWords } from './card-text.ts';
import { filteredFor, switchPause } from './home.ts';
import { type ListenerDeps, noteTurnedAway } from './listener.ts';
import { notAllowed } from './notice.ts';
import type { Presser } from './press.ts';
import { COMMAND } from './surface-names.ts';

const Line = z.object({ user_id: z.string(), team_id: z.string().optional(), text: z.string().default('') });

const HELP = [
  `\`${COMMAND} mine\` what waits for you, oldest first`,
  `\`${COMMAND} ticket 1234\` the questions about a ticket`,
  `\`${COMMAND} status\` how the team does`,
  `\`${COMMAND} pause\` and \`${COMMAND} resume\` for leads`,
].join('\n');

/** As many as a person reads in a message. */
const MOST_LISTED = 10;

/** What somebody asked after the slash, answered for them alone. Our own words only. */
export async function answerCommand(deps: ListenerDeps, body: unknown): Promise<string> {
  const line = Line.parse(body);
  const presser = { userId: line.user_id, teamId: line.team_id ?? null };
  const [verb = '', argument = ''] = line.text.trim().toLowerCase().split(/\s+/);
  const right = await deps.reviewers.may(presser, deps.channel, 'ordinary');
  if (!right.may) {
    const notice = notAllowed(right.because);
    await noteTurnedAway(deps, { ...presser, value: '' }, { wanted: `${COMMAND} ${verb}`.slice(0, 40), notice });
    return notice.sentence;
  }
  switch (verb) {
    case 'mine':
      return mine(deps, presser);
    case 'ticket':
      return ticket(deps, argument);
    case 'status':
      return status(deps);
    case 'pause':
    case 'resume':
      return switchPause(deps, presser, verb === 'pause');
    default:
      return HELP;
  }
}

/** Asked of this person or of everybody. */
async function mine(deps: ListenerDeps, { userId }: Presser): Promise<string> {
  const [all, url] = await Promise.all([deps.desk.open(), deps.workspaceUrl()]);
  const named = await filteredFor(deps, { open: all, filter: 'mine', userId });
  const open = all.filter((review) => review.askedOf === null || named.includes(review));
  if (open.length === 0) return 'Nothing waits for you.';
  const lines = open.slice(0, MOST_LISTED).map((review) => {
    const link = review.card === null ? null : cardUrl(url, review.card);
    const what = `${plainWords(review.intentName)} on ticket ${review.ticketId}`;
    return `• ${link === null ? what : `<${link}|${what}>`}, since ${moment(review.openedAt, '{time}')}`;
  });
  const rest = open.length > MOST_LISTED ? [`and ${open.length - MOST_LISTED} more`] : [];
  return [`${open.length} waiting:`, ...lines, ...rest].join('\n');
}

async function ticket(deps: ListenerDeps, argument: string): Promise<string> {
  if (!/^\d{1,15}$/.test(argument)) return `Which one? For example \`${COMMAND} ticket 1234\`.`;
  const lines = await deps.desk.ofTicket(Number(argument));
  if (lines.length === 0) return `Nobody was asked about ticket ${argument}.`;
  return lines
    .map(({ revision, intentName, state, openedAt, decidedBy }) => {
      const by = decidedBy === null ? '' : ` by ${plainWords(decidedBy)}`;
      return `• draft ${revision}, ${plainWords(intentName)}: ${state}${by}, asked ${moment(openedAt)}`;
    })
    .join('\n');
}

async function status({ desk }: ListenerDeps): Promise<string> {
  const [{ open, decided, expired, medianMinutes }, paused] = await Promise.all([desk.numbers(), desk.isPaused()]);
  const median = medianMinutes === null ? '' : ` Half of them within ${Math.max(1, Math.round(medianMinutes))} min.`;
  return `${paused ? '⏸ Deskhand is paused.' : 'Deskhand is at work.'} ${open} open. In the last 24 hours ${decided.approve} approved, ${decided.edit} edited, ${decided.reject} rejected, ${expired} expired.${median}`;
}
