import { z } from 'zod';
import { type ApiMethod, defineMethod, jsonArgument, refuse, refuseArguments } from './api-method.ts';
import { type BlockError, validateBlocks, validateView } from './validate-blocks.ts';

/** Asks the app who it is, and checks blocks before anybody posts them. */
export const appMethods: Record<string, ApiMethod> = {
  'auth.test': defineMethod(z.object({}), (state) => {
    const { app, team } = state.options;
    return {
      ok: true,
      url: `${state.baseUrl}/`,
      team: team.name,
      user: app.name.toLowerCase(),
      team_id: team.id,
      user_id: app.botUserId,
      bot_id: app.botId,
      app_id: app.id,
      is_enterprise_install: false,
    };
  }),

  'blocks.validate': defineMethod(
    z.object({ blocks: jsonArgument(z.unknown()).optional(), view: jsonArgument(z.unknown()).optional() }),
    (_state, args) => {
      if (args.view !== undefined) return report(validateView(args.view), 'invalid_view');
      if (args.blocks !== undefined) return report(validateBlocks(args.blocks), 'invalid_blocks');
      return refuseArguments(['[ERROR] missing required field: blocks or view']);
    },
  ),
};

function report(result: { ok: true } | { ok: false; errors: BlockError[] }, error: string) {
  if (result.ok) return { ok: true as const };
  const errors = result.errors.map(({ pointer, message }) => ({ pointer, message, code: 'invalid' }));
  return refuse(error, { errors });
}
