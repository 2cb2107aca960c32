import { z } from 'zod';
import type { Article, KnowledgeSource } from '../knowledge/article.ts';
import { pagesOf } from './pages.ts';
import type { ZendeskTransport } from './transport.ts';

/** The name of this source in the index and in `knowledge.sync` jobs. */
export const MACROS = 'macros';

const Action = z.object({ field: z.string(), value: z.unknown() });
const Macro = z.object({
  id: z.number().int(),
  title: z.string(),
  description: z.string().nullish(),
  active: z.boolean().nullish(),
  actions: z.array(Action),
  restriction: z.object({ type: z.string() }).nullish(),
  url: z.string().nullish(),
  updated_at: z.iso.datetime({ offset: true }),
});
type Macro = z.infer<typeof Macro>;

const Macros = z.object({ macros: z.array(Macro) });
/** {{ticket.requester.first_name}}, {{dc.greeting}}: filled in by Zendesk when an agent applies the macro. */
const PLACEHOLDER = /\{\{[^{}]*\}\}|\{%[^{}]*%\}/g;

/**
 * What the team's macros say to customers. They count as internal: they are phrased for one case, an agent chooses them, and nobody has
 * approved them as an article. So they may guide a note to staff and are never quoted to a customer.
 */
export function createMacrosSource(options: { transport: ZendeskTransport; locale: string }): KnowledgeSource {
  return { name: MACROS, articles: () => listMacros(options) };
}

async function* listMacros({
  transport,
  locale,
}: {
  transport: ZendeskTransport;
  locale: string;
}): AsyncGenerator<Article> {
  const path = '/api/v2/macros.json?active=true&access=shared&page[size]=100';
  for await (const { data } of pagesOf(transport, { path, schema: Macros })) {
    for (const macro of data.macros) {
      const article = toArticle(macro, locale);
      if (article) yield article;
    }
  }
}

/** Null for a macro that says nothing to the customer, and for one that an agent keeps for themselves. */
function toArticle(macro: Macro, locale: string): Article | null {
  if (macro.active === false || macro.restriction?.type === 'User') return null;
  const said = macro.actions.flatMap((action) => commentOf(action) ?? []);
  // The rich form repeats the plain one.
  const best = said.find(({ format }) => format === 'html') ?? said[0];
  if (!best) return null;
  return {
    id: String(macro.id),
    source: MACROS,
    title: macro.title.replaceAll('::', ' > '),
    locale,
    visibility: 'internal',
    section: null,
    url: macro.url ?? '',
    ...best,
    updatedAt: new Date(macro.updated_at),
  };
}

function commentOf({ field, value }: z.infer<typeof Action>): Pick<Article, 'format' | 'body'> | null {
  if (field !== 'comment_value' && field !== 'comment_value_html') return null;
  // ["channel:all", "the words"] is how a macro says which channel it is for.
  const text = Array.isArray(value) ? value.at(-1) : value;
  if (typeof text !== 'string' || text.trim() === '') return null;
  return { format: field === 'comment_value_html' ? 'html' : 'markdown', body: text.replace(PLACEHOLDER, '…') };
}
