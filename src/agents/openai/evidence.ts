import type { Source } from '../../tickets/draft.ts';
import type { Conversation, DraftInput, ReviseInput } from '../brain.ts';

/** Bounds on what a single ticket may cost. Longer mails say what they want in the first screens. */
const LIMITS = {
  subject: 300,
  newest: 6_000,
  earlier: 1_200,
  earlierMessages: 6,
  source: 2_500,
  problem: 400,
  draft: 4_000,
};

/** What triage reads: the ticket and nothing else. */
export function ticketInput(conversation: Conversation): string {
  return ticketBlock(conversation);
}

/** The briefing is small and ours; then sources; the customer's words come last. */
export function draftInput(input: DraftInput): string {
  return [briefingBlock(input), sourcesBlock(input.sources), ticketBlock(input.conversation)].join('\n\n');
}

export function reviseInput(input: ReviseInput): string {
  const previous = `<previous kind="${input.draft.kind}">\n${clean(input.draft.text, LIMITS.draft)}\n</previous>`;
  const problems = input.problems.map((problem) => `- ${clean(problem, LIMITS.problem)}`).join('\n');
  return [draftInput(input), previous, `<problems>\n${problems}\n</problems>`].join('\n\n');
}

function briefingBlock(input: DraftInput): string {
  const { assessment, intent } = input;
  const lines = [
    `kind of request: ${intent ? `${intent.name} (${intent.description})` : 'not recognised'}`,
    `language to write in: ${assessment.language === 'und' ? 'the language of the newest message' : assessment.language}`,
    `how likely the sources hold the answer: ${input.answerability.toFixed(2)}`,
    `ask for: ${input.askFor ?? 'nothing'}`,
  ];
  if (assessment.secondIntent !== null) lines.push(`a second request in the message: ${assessment.secondIntent}`);
  return `<briefing>\n${lines.map((line) => clean(line, LIMITS.earlier)).join('\n')}\n</briefing>`;
}

function sourcesBlock(sources: readonly Source[]): string {
  if (sources.length === 0) return '<sources>\n(none)\n</sources>';
  return `<sources>\n${sources.map(sourceBlock).join('\n')}\n</sources>`;
}

function sourceBlock(source: Source): string {
  return `<source n="${source.n}" ${attributesOf(source)}>\n${clean(source.text, LIMITS.source)}\n</source>`;
}

function attributesOf(source: Source): string {
  const title = `kind="${source.kind}" title="${attribute(source.title)}"`;
  if (source.kind === 'record') return `${title} as-of="${attribute(source.asOf)}"`;
  if (source.kind === 'action') return title;
  const audience = source.visibility === 'internal' ? ' audience="staff"' : '';
  return `${title} section="${attribute(source.headingPath.join(' / '))}" updated="${attribute(source.updatedAt)}"${audience}`;
}

function ticketBlock(conversation: Conversation): string {
  const earlier = conversation.earlier
    .slice(-LIMITS.earlierMessages)
    .map((message) => `<earlier from="${message.from}">\n${clean(message.text, LIMITS.earlier)}\n</earlier>`);
  return [
    `<ticket from="${attribute(conversation.requester.name)}">`,
    `<subject>${clean(conversation.subject, LIMITS.subject)}</subject>`,
    ...earlier,
    `<newest>\n${clean(conversation.newest, LIMITS.newest)}\n</newest>`,
    '</ticket>',
  ].join('\n');
}

/** Nobody outside can close a block or open one: their angle brackets arrive as words. */
function clean(text: string, limit: number): string {
  const cut = text.length > limit ? `${text.slice(0, limit)} (cut here)` : text;
  return cut.replaceAll('<', '&lt;').replaceAll('>', '&gt;').trim();
}

function attribute(text: string): string {
  return clean(text, 200).replaceAll('"', '&quot;').replace(/\s+/g, ' ');
}
