import type { Article, Category, Section } from './entities.ts';
import { slug } from './html-text.ts';
import { type State, toIso } from './state.ts';

/** [seen] The address carries a slug after the id; the id alone works too. */
export function articleUrl(state: State, article: Article): string {
  return `${state.baseUrl}/hc/${article.locale}/articles/${article.id}-${slug(article.title)}`;
}

/** [documented] `user_segment_id` null means everyone; `outdated` is deprecated and always false. */
export function articleJson(state: State, article: Article): Record<string, unknown> {
  const segment = article.visibility === 'staff' ? state.segments.staff : null;
  return {
    id: article.id,
    url: `${state.baseUrl}/api/v2/help_center/${article.locale}/articles/${article.id}.json`,
    html_url: articleUrl(state, article),
    author_id: [...state.users.values()].find((user) => user.role !== 'end-user')?.id ?? null,
    comments_disabled: true,
    draft: article.draft,
    promoted: false,
    position: 0,
    vote_sum: 0,
    vote_count: 0,
    section_id: article.sectionId,
    created_at: toIso(article.createdAt),
    updated_at: toIso(article.updatedAt),
    edited_at: toIso(article.editedAt),
    name: article.title,
    title: article.title,
    source_locale: article.locale,
    locale: article.locale,
    outdated: false,
    outdated_locales: [],
    user_segment_id: segment,
    user_segment_ids: segment === null ? [] : [segment],
    permission_group_id: 360_000_111_222,
    content_tag_ids: [],
    label_names: article.labels,
    body: article.html,
  };
}

export function sectionJson(state: State, section: Section): Record<string, unknown> {
  const { id, name, locale } = section;
  const url = `${state.baseUrl}/api/v2/help_center/${locale}/sections/${id}.json`;
  const html_url = `${state.baseUrl}/hc/${locale}/sections/${id}`;
  return {
    id,
    name,
    description: '',
    locale,
    source_locale: locale,
    url,
    html_url,
    category_id: section.categoryId,
    ...common(),
  };
}

export function categoryJson(state: State, category: Category): Record<string, unknown> {
  const { id, name, locale } = category;
  const url = `${state.baseUrl}/api/v2/help_center/${locale}/categories/${id}.json`;
  const html_url = `${state.baseUrl}/hc/${locale}/categories/${id}`;
  return { id, name, description: '', locale, source_locale: locale, url, html_url, ...common() };
}

function common(): Record<string, unknown> {
  return { position: 0, outdated: false, created_at: toIso(0), updated_at: toIso(0) };
}

/** [documented] Two segments every account has. */
export function segmentsJson(state: State): Record<string, unknown>[] {
  const segment = (id: number, name: string, user_type: string) => ({
    id,
    name,
    user_type,
    built_in: true,
    group_ids: [],
    organization_ids: [],
    tags: [],
    or_tags: [],
    created_at: toIso(0),
    updated_at: toIso(0),
  });
  const { signedIn, staff } = state.segments;
  return [segment(signedIn, 'Signed-in users', 'signed_in_users'), segment(staff, 'Agents and managers', 'staff')];
}
