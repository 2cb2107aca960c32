import { z } from 'zod';
import { Assessment, bandOf } from '../../tickets/assessment.ts';
import type { FieldKey } from '../../tickets/helpdesk.ts';
import { PRIORITIES, type Priority } from '../../tickets/ticket.ts';
import { defineTool } from '../tool.ts';

/** Every tag of ours starts with this; only such tags are ever taken off a ticket again. */
export const TAG_PREFIX = 'ai_';

const Input = z.strictObject({
  assessment: Assessment,
  /** Of the assessed intent; null when it is unknown. */
  intent: z.object({ group: z.string(), priority: z.enum(PRIORITIES).nullable() }).nullable(),
  route: z.enum(['automatic', 'review', 'person']),
  /** What the ticket has now: somebody's own choice is raised, never lowered. */
  currentPriority: z.enum(PRIORITIES).nullable(),
});
export type LabelInput = z.infer<typeof Input>;

export interface TicketLabels {
  addTags: string[];
  /** Bare values: the helpdesk's door turns them into what its drop-downs need. */
  fields: Partial<Record<FieldKey, string>>;
  priority: Priority | null;
  group: string | null;
}

/** Produces labels as data: they go out with the note, as one update of the ticket. */
export const setTicketLabels = defineTool({
  name: 'set_ticket_labels',
  toolClass: 'automatic',
  description: "Turns the assessment of a turn into the ticket's tags, fields, priority and group.",
  moves: 'nothing',
  input: Input,
  preview: ({ assessment, route }) => `Label the ticket ${assessment.intent}, ${assessment.urgency} urgency, ${route}`,
  execute: async (input) => labelsOf(input),
});

export function labelsOf({ assessment, intent, route, currentPriority }: LabelInput): TicketLabels {
  const fields = {
    intent: assessment.intent,
    confidence: bandOf(assessment.confidence).toLowerCase(),
    urgency: assessment.urgency,
    sentiment: assessment.sentiment,
    language: assessment.language,
  };
  const addTags = [
    ...Object.entries(fields).map(([kind, value]) => tag(kind, value)),
    tag('route', route),
    ...assessment.risks.map((risk) => tag('risk', risk)),
  ];
  const wanted = higher(assessment.urgency, intent?.priority ?? null);
  return { addTags, fields, priority: raised(wanted, currentPriority), group: intent?.group ?? null };
}

function tag(kind: string, value: string): string {
  return `${TAG_PREFIX}${kind}__${value.toLowerCase()}`;
}

function higher(urgency: Priority, own: Priority | null): Priority {
  return own !== null && PRIORITIES.indexOf(own) > PRIORITIES.indexOf(urgency) ? own : urgency;
}

/** Null = leave it. */
function raised(wanted: Priority, current: Priority | null): Priority | null {
  if (current !== null && PRIORITIES.indexOf(current) >= PRIORITIES.indexOf(wanted)) return null;
  return wanted;
}
