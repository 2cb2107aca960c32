import { userInfo } from 'node:os';
import { openTransport } from '../src/app-knowledge.ts';
import { type Config, loadConfig } from '../src/config.ts';
import { systemClock } from '../src/platform/clock.ts';
import { createDatabase } from '../src/platform/database.ts';
import { createLog, type Log } from '../src/platform/log.ts';
import { ReviewerLinks } from '../src/review/reviewer-links.ts';
import { loadUser } from '../src/slack/slack-user.ts';
import { createSlackClient, WORKER_TIMEOUT_MS } from '../src/slack/web-client.ts';
import { createZendeskHelpdesk } from '../src/zendesk/client.ts';

const HELP = `Links a person in Slack to their agent in Zendesk, so that they may release money and access.

  ./scripts/pin-reviewer U0123ABCD mira@example.com     both sides must have exactly this address today
  ./scripts/pin-reviewer U0123ABCD --remove             undoes the link

Uses the variables of .env.example. Whoever runs this and when stands in the audit.`;

/** What an administrator does at the machine: nobody links themselves. */
async function main([slackId, what]: readonly string[]): Promise<string> {
  if (!slackId || !what || !/^[UW][A-Z0-9]{2,20}$/.test(slackId)) throw new Error(HELP);
  const config = loadConfig(process.env);
  const log = createLog({ level: config.logLevel, name: 'pin-reviewer' });
  const database = createDatabase({ url: config.databaseUrl, poolSize: 1, log });
  try {
    const links = new ReviewerLinks(database);
    const by = `admin:${userInfo().username}`;
    if (what === '--remove')
      return (await links.unpin(slackId, by)) ? `${slackId} is not linked any more.` : `${slackId} was not linked.`;
    const email = what.toLowerCase();
    await checkSlack(config, log, { slackId, email });
    const helpdeskUserId = await openHelpdesk(config, log).findAgentByEmail(email);
    if (helpdeskUserId === null) throw new Error(`Zendesk has no active agent with the address ${email}.`);
    await links.pin({ slackId, email, helpdeskUserId }, by);
    return `${slackId} is linked to agent ${helpdeskUserId} (${email}).`;
  } finally {
    await database.close();
  }
}

async function checkSlack(config: Config, log: Log, who: { slackId: string; email: string }): Promise<void> {
  if (!config.slack) throw new Error('Slack is not configured: set SLACK_BOT_TOKEN and SLACK_CHANNEL.');
  const client = createSlackClient(config.slack, { timeoutMs: WORKER_TIMEOUT_MS, log });
  const found = (await loadUser(client, who.slackId))?.profile?.email?.toLowerCase();
  if (found !== who.email) throw new Error(`Slack says that ${who.slackId} has the address ${found ?? '(none)'}.`);
}

function openHelpdesk(config: Config, log: Log) {
  const transport = openTransport(config, log);
  return createZendeskHelpdesk({ baseUrl: config.zendesk.url, transport, clock: systemClock, log });
}

try {
  console.log(process.argv.includes('--help') ? HELP : await main(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
