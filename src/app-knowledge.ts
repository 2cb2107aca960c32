import type { Config } from './config.ts';
import type { KnowledgeSource } from './knowledge/article.ts';
import { createFilesSource } from './knowledge/sources/files.ts';
import { createWebPagesSource } from './knowledge/sources/web-pages.ts';
import { systemClock } from './platform/clock.ts';
import type { Log } from './platform/log.ts';
import { createHelpCenterSource } from './zendesk/help-center.ts';
import { createMacrosSource } from './zendesk/macros.ts';
import { openAccess } from './zendesk/open-transport.ts';
import { createTransport, type ZendeskTransport } from './zendesk/transport.ts';

/** Wiring that the worker and `./scripts/knowledge sync` share. */

export function openTransport({ zendesk }: Config, log: Log): ZendeskTransport {
  const { url, access } = zendesk;
  const shared = { baseUrl: url, fetch, clock: systemClock };
  return createTransport({ ...shared, access: openAccess(access, { ...shared, log }) });
}

/** The places that articles come from, as they are switched on. */
export function knowledgeSources({ knowledge }: Config, transport: ZendeskTransport): KnowledgeSource[] {
  const { files, helpCenter, macros, webPages, defaultLocale: locale } = knowledge;
  const sources: KnowledgeSource[] = [];
  if (helpCenter) sources.push(createHelpCenterSource({ transport }));
  if (macros) sources.push(createMacrosSource({ transport, locale }));
  if (files) sources.push(createFilesSource({ path: files, locale }));
  if (webPages) {
    const { list, allowedHosts } = webPages;
    sources.push(createWebPagesSource({ list, rules: { allowedHosts }, locale }));
  }
  return sources;
}
