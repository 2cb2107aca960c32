import type { ArticleProposal, HealthReport, Place, Task, TaskKind } from './worklist.ts';

const HEADINGS: Record<TaskKind, string> = {
  contradiction: 'Articles that contradict each other',
  stale: 'Overtaken by time',
  gap: 'Questions without an answer',
  broken_link: 'Links that lead nowhere',
  duplicate: 'Said twice',
  disputed: 'Cited, but corrected by people',
  much_used: 'Carrying most replies',
  unused: 'Not used',
};
const MOST_PLACES = 8;
const LONGEST_QUOTE = 240;

/** Pure: the report as a page of plain text to work through from the top. */
export function pageOf(report: HealthReport): string {
  const counts = report.lists.map(({ kind, tasks }) => `${HEADINGS[kind]}: ${tasks.length}`);
  const history =
    report.turns === 0 ? 'no case history, so nothing on use and gaps' : `${report.turns} turns of case history`;
  const head = [
    `Health of the knowledge, ${report.at.slice(0, 10)}`,
    `${report.articles} articles, ${report.passages} passages, ${history}`,
    ...counts,
  ];
  const lists = report.lists
    .filter(({ tasks }) => tasks.length > 0)
    .map(({ kind, tasks }) => listOf(HEADINGS[kind], tasks));
  return [head.join('\n'), ...lists].join('\n\n');
}

function listOf(heading: string, tasks: readonly Task[]): string {
  const title = `${heading} (${tasks.length})`;
  return [
    `${title}\n${'='.repeat(title.length)}`,
    ...tasks.map((task, index) => taskLines(task, index + 1).join('\n')),
  ].join('\n\n');
}

function taskLines(task: Task, number: number): string[] {
  const places = task.where.slice(0, MOST_PLACES).flatMap(placeLines);
  const more = task.where.length - MOST_PLACES;
  return [
    `${number}. ${task.what}`,
    ...places,
    ...(more > 0 ? [`   and ${more} more (see --json)`] : []),
    ...task.why.map((reason) => `   why: ${reason}`),
    `   do:  ${task.todo}`,
    ...(task.proposal ? proposalLines(task.proposal) : []),
  ];
}

function placeLines({ title, heading, quote, url, articleId, updatedAt }: Place): string[] {
  const at = [`“${title}”`, ...(heading === null ? [] : [heading])].join(' > ');
  const said = quote === null ? [] : [`      “${shortened(quote)}”`];
  return [`   at:  ${at} (${updatedAt ?? 'no date'}, ${url === '' ? articleId : url})`, ...said];
}

function proposalLines({ title, headings, tickets, staffAnswers }: ArticleProposal): string[] {
  return [
    `   proposed article: ${title}`,
    ...headings.map((heading) => `      ## ${heading}`),
    `      from tickets ${tickets.join(', ')}`,
    ...staffAnswers.map((answer) => `      a colleague answered: “${shortened(answer.replace(/\s+/g, ' '))}”`),
  ];
}

function shortened(text: string): string {
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE - 1)}…`;
}
