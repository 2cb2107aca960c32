import { SCOPES, slackManifest } from '../src/slack/manifest.ts';

const HELP = `Prints the manifest of the Slack app, made from the code. Paste it at https://api.slack.com/apps > Create New App > From a manifest.

  ./scripts/slack-manifest https://desk.example.com     over HTTP, where Slack can reach this address
  ./scripts/slack-manifest --socket                     over Socket Mode, where it cannot

What each scope is for:
${Object.entries(SCOPES)
  .map(([scope, why]) => `  ${scope.padEnd(18)} ${why}`)
  .join('\n')}`;

const [argument] = process.argv.slice(2);
if (argument === '--socket') console.log(JSON.stringify(slackManifest({ baseUrl: null }), null, 2));
else if (argument && /^https:\/\/[^\s/]+\/?$/.test(argument))
  console.log(JSON.stringify(slackManifest({ baseUrl: argument }), null, 2));
else {
  console.log(HELP);
  if (argument !== '--help') process.exitCode = 1;
}
