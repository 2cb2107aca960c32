/**
 * What the running product needs of its OAuth client, and no more. Compared with what the stand-in saw (scripts/situations):
 * fields, groups and searches have no scope of their own, so reading needs the general one; the only thing written is tickets.
 */
export const RUNTIME_SCOPES: readonly string[] = ['read', 'tickets:write'];

/** What ./scripts/setup-zendesk needs: ticket fields have no scope of their own. */
export const SETUP_SCOPES: readonly string[] = ['read', 'write'];

/** Those of `needed` that `granted` does not include; a general scope includes the one of each resource. */
export function missingScopes(needed: readonly string[], granted: readonly string[]): string[] {
  return needed.filter((scope) => !granted.includes(scope) && !granted.includes(scope.split(':').at(-1) ?? scope));
}
