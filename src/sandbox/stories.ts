import { loadArticles, type ShopArticle } from './shop/articles.ts';
import { type Backoffice, loadBackoffice } from './shop/backoffice.ts';
import { loadMessages, type ShopMessage } from './shop/messages.ts';

/** Kettle & Pine, the shop of the demo: what its customers read, bought and write. */
export type Shop = Backoffice & { articles: ShopArticle[]; messages: ShopMessage[] };

/** Everything the stand-ins are filled with. Orders and charges are dated relative to `now`. */
export async function loadShop(now: Date): Promise<Shop> {
  const [articles, backoffice, messages] = await Promise.all([loadArticles(), loadBackoffice(now), loadMessages()]);
  return { articles, ...backoffice, messages };
}
