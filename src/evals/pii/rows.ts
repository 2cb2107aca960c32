import { z } from 'zod';
import { judgedFiles, readRows } from '../read-rows.ts';

const Span = z.object({ type: z.string(), start: z.number().int(), end: z.number().int(), value: z.string() });

const Row = z.object({
  id: z.string(),
  text: z.string(),
  spans: z.array(Span),
  must_keep: z.array(Span).default([]),
});

/** A labelled stretch, in UTF-16 units. */
export interface Labelled {
  type: string;
  from: number;
  to: number;
  value: string;
}

export interface PiiRow {
  id: string;
  text: string;
  personal: Labelled[];
  mustKeep: Labelled[];
}

export function readPiiRows(folder: string): PiiRow[] {
  return judgedFiles(folder)
    .flatMap((file) => readRows(file, Row))
    .map(({ id, text, spans, must_keep }) => {
      const unitOf = unitsOf(text);
      const place = ({ type, start, end, value }: z.infer<typeof Span>): Labelled => ({
        type,
        from: unitOf(start),
        to: unitOf(end),
        value,
      });
      return { id, text, personal: spans.map(place), mustKeep: must_keep.map(place) };
    });
}

/** The data counts Unicode code points, JavaScript UTF-16 units: an emoji is one of the former and two of the latter. */
function unitsOf(text: string): (point: number) => number {
  const starts = [0];
  for (const char of text) starts.push((starts.at(-1) ?? 0) + char.length);
  return (point) => starts[Math.min(point, starts.length - 1)] ?? 0;
}
