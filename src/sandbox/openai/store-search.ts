import { z } from 'zod';
import { DIMENSIONS, vectorOf } from './embeddings.ts';
import { type Attributes, isReady, type Store } from './stores.ts';

const Value = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]);
const Comparison = z.strictObject({
  type: z.enum(['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'nin']),
  key: z.string(),
  value: Value,
});
type Comparison = z.infer<typeof Comparison>;
type Filter = Comparison | { type: 'and' | 'or'; filters: Filter[] };
const Filter: z.ZodType<Filter> = z.lazy(() =>
  z.union([Comparison, z.strictObject({ type: z.enum(['and', 'or']), filters: z.array(Filter) })]),
);

/** `POST /v1/vector_stores/{id}/search`; strict, as the description is. */
export const SearchRequest = z.strictObject({
  query: z.union([z.string(), z.array(z.string().min(1)).min(1)]),
  rewrite_query: z.boolean().optional(),
  max_num_results: z.number().int().min(1).max(50).default(10),
  filters: Filter.optional(),
  ranking_options: z
    .strictObject({
      ranker: z.enum(['none', 'auto', 'default-2024-11-15']).optional(),
      score_threshold: z.number().min(0).max(1).optional(),
    })
    .optional(),
});
export type SearchRequest = z.infer<typeof SearchRequest>;

/** Best first. Only files that are ready and that the filter lets through are looked at. */
export function searchStore(store: Store, request: SearchRequest, now: number) {
  const queries = [request.query].flat();
  const wanted = vectorOf(queries.join('\n'), DIMENSIONS);
  const files = [...store.files.values()].filter(
    (each) => isReady(each, now) && (!request.filters || passes(request.filters, each.attributes)),
  );
  const scored = files.flatMap(({ file, attributes, chunks }) =>
    chunks.map(({ text, vector }) => ({
      file_id: file.id,
      filename: file.name,
      score: Math.max(0, dot(wanted, vector)),
      attributes: attributes ?? null,
      content: [{ type: 'text', text }],
    })),
  );
  const least = request.ranking_options?.score_threshold ?? 0;
  const data = scored.filter(({ score }) => score > 0 && score >= least).sort((a, b) => b.score - a.score);
  return {
    object: 'vector_store.search_results.page',
    search_query: queries,
    data: data.slice(0, request.max_num_results),
    has_more: data.length > request.max_num_results,
    next_page: null,
  };
}

/** [guess] A file without the attribute passes no comparison but `ne` and `nin`. */
function passes(filter: Filter, attributes: Attributes): boolean {
  if ('filters' in filter) {
    const { type, filters } = filter;
    return type === 'and'
      ? filters.every((each) => passes(each, attributes))
      : filters.some((each) => passes(each, attributes));
  }
  return compares(filter, attributes?.[filter.key]);
}

function compares({ type, value }: Comparison, own: string | number | boolean | undefined): boolean {
  const among = Array.isArray(value) && (typeof own === 'string' || typeof own === 'number') && value.includes(own);
  if (type === 'in') return among;
  if (type === 'nin') return !among;
  if (type === 'ne') return own !== value;
  if (type === 'eq') return own === value;
  if (typeof own !== 'number' || typeof value !== 'number') return false;
  if (type === 'gt') return own > value;
  if (type === 'gte') return own >= value;
  return type === 'lt' ? own < value : own <= value;
}

function dot(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
}
