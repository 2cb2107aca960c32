import { styleText } from 'node:util';
import { messageOf } from '../src/platform/errors.ts';
import { withoutMarks } from '../src/tickets/draft.ts';
import { openHouse } from './demonstration/house.ts';
import { readOptions } from './demonstration/options.ts';
import type { CaseOutcome } from './demonstration/outcome.ts';
import { play } from './demonstration/play.ts';

const USAGE = `Usage: ./scripts/try "my parcel never came, order 1042" [--from EMAIL] [--subject TEXT] [--brain NAME] [--knowledge PATH] [--json]

Sends one message through the whole product and shows what it made of it.
--from is one of the demo shop's customers; the default is Anouk, who placed order 1042.`;

interface Asked {
  text: string;
  from: string | null;
  subject: string | null;
  rest: string[];
}

/** Takes our own options out and leaves those of the demo. */
function readAsked(args: readonly string[]): Asked {
  const asked: Asked = { text: '', from: null, subject: null, rest: [] };
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? '';
    if (argument === '--from') asked.from = args[++i] ?? null;
    else if (argument === '--subject') asked.subject = args[++i] ?? null;
    else if (argument === '--brain' || argument === '--knowledge') asked.rest.push(argument, args[++i] ?? '');
    else if (argument.startsWith('--')) asked.rest.push(argument);
    else asked.text = `${asked.text} ${argument}`.trim();
  }
  return asked;
}

async function main(): Promise<void> {
  const asked = readAsked(process.argv.slice(2));
  const options = readOptions(asked.rest);
  if (options === 'help' || asked.text === '') {
    console.log(USAGE);
    process.exitCode = options === 'help' ? 0 : 2;
    return;
  }
  const house = await openHouse(options, (line) => console.error(styleText('dim', line)));
  try {
    const sender = house.messages.find(({ email }) => email === asked.from) ?? house.ownerOf('1042');
    const message = {
      id: 'try',
      name: sender.name,
      email: asked.from ?? sender.email,
      locale: sender.locale,
      subject: asked.subject ?? asked.text.slice(0, 60),
      text: asked.text,
      followUp: null,
    };
    const [outcome] = await play({
      world: house.world,
      pool: house.database.pool,
      messages: [message],
      progress: () => {},
    });
    if (outcome) console.log(options.json ? JSON.stringify(outcome, null, 2) : pageOf(outcome, message));
  } finally {
    await house.close();
  }
}

function pageOf(outcome: CaseOutcome, message: { name: string; text: string }): string {
  const { assessment, draft } = outcome;
  return [
    section(`${message.name} writes`, [message.text]),
    section('Understood', assessment ? [understood(outcome), assessment.summary] : [outcome.route]),
    section(`Draft (${draft?.kind ?? 'none'}, ${draft?.band ?? '–'} confidence)`, [
      draft?.text ?? '–',
      ...(draft?.reason ? [styleText('dim', draft.reason)] : []),
    ]),
    section(
      'Sources',
      outcome.sources.map(
        ({ n, kind, title, visibility }) =>
          `[${n}] ${title}${kind === 'article' ? '' : ` (${kind})`}${visibility === 'internal' ? ' (staff only)' : ''}`,
      ),
    ),
    section(
      'Checks',
      outcome.findings.length > 0 ? outcome.findings.map(({ words }) => `✗ ${words}`) : ['✓ nothing to object to'],
    ),
    section(
      'Proposed, not done',
      outcome.proposals.map(({ preview, brokenLimits }) => [preview, ...brokenLimits].join(' ⚠ ')),
    ),
    section(`Route: ${outcome.route}`, [
      ...outcome.reasons.map(({ words }) => `· ${words}`),
      `Next: ${outcome.nextStep ?? '–'}`,
    ]),
    section(
      'Effects',
      outcome.effects.map(({ kind, state, reason }) => `${kind}: ${state}${reason === null ? '' : ` (${reason})`}`),
    ),
    styleText(
      'dim',
      `Brain: ${outcome.brain ?? '–'} · ${outcome.ms ?? '–'} ms from webhook to last effect · stages ${JSON.stringify(outcome.stagesMs)}`,
    ),
    styleText('dim', `As the customer would read it:\n${withoutMarks(draft?.text ?? '–')}`),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function understood({ assessment, intentName }: CaseOutcome): string {
  if (!assessment) return '–';
  const facts = [
    `${intentName} ${Math.round(assessment.confidence * 100)} %`,
    `urgency ${assessment.urgency}`,
    `mood ${assessment.sentiment}`,
    `language ${assessment.language}`,
  ];
  const entities = assessment.entities.map(({ kind, value }) => `${kind} ${value}`);
  return [
    ...facts,
    ...entities,
    ...assessment.risks.map((risk) => `risk ${risk}`),
    ...(assessment.wantsPerson ? ['wants a person'] : []),
  ].join(' · ');
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${styleText('bold', title)}\n${lines.join('\n')}`;
}

try {
  await main();
} catch (error) {
  console.error(styleText('red', messageOf(error)));
  process.exitCode = 1;
}
