import type { ResponseBody } from './response-body.ts';

/** How the text is cut for live delivery. */
const PIECE = 24;

/** The events of a streamed answer, in order and numbered, each as it stands on the wire. */
export function eventsOf(body: ResponseBody): Record<string, unknown>[] {
  const { usage, ...unfinished } = body;
  const started = { ...unfinished, status: 'in_progress', completed_at: null, output: [] };
  const ended = body.status === 'incomplete' ? 'response.incomplete' : 'response.completed';
  const events: Record<string, unknown>[] = [
    { type: 'response.created', response: started },
    { type: 'response.in_progress', response: started },
    ...body.output.flatMap((item, at) => itemEvents(item, at)),
    { type: ended, response: body },
  ];
  return events.map((event, at) => ({ ...event, sequence_number: at }));
}

export function toSse(event: Record<string, unknown>): string {
  return `event: ${String(event['type'])}\ndata: ${JSON.stringify(event)}\n\n`;
}

function itemEvents(item: ResponseBody['output'][number], at: number): Record<string, unknown>[] {
  const [part] = item.content;
  const place = { item_id: item.id, output_index: at, content_index: 0 };
  const inner = part?.type === 'output_text' ? textEvents(part, place) : refusalEvents(part?.refusal ?? '', place);
  return [
    { type: 'response.output_item.added', output_index: at, item: { ...item, status: 'in_progress', content: [] } },
    ...inner,
    { type: 'response.output_item.done', output_index: at, item },
  ];
}

function textEvents(part: { type: 'output_text'; text: string }, place: object): Record<string, unknown>[] {
  const pieces = part.text.match(new RegExp(`[\\s\\S]{1,${PIECE}}`, 'g')) ?? [];
  return [
    { type: 'response.content_part.added', ...place, part: { ...part, text: '' } },
    ...pieces.map((delta) => ({ type: 'response.output_text.delta', ...place, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...place, text: part.text, logprobs: [] },
    { type: 'response.content_part.done', ...place, part },
  ];
}

function refusalEvents(refusal: string, place: object): Record<string, unknown>[] {
  return [
    { type: 'response.refusal.delta', ...place, delta: refusal },
    { type: 'response.refusal.done', ...place, refusal },
  ];
}
