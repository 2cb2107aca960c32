import { COMMAND, EVENTS, SHORTCUT } from './surface-names.ts';

export interface ManifestOptions {
  /** Where this installation answers, for example "https://desk.example.com"; null for Socket Mode. */
  baseUrl: string | null;
  path?: string;
}

/** What each scope is for. The list of the installation is made of this and nothing else. */
export const SCOPES: Readonly<Record<string, string>> = {
  'chat:write': 'post cards, bring them up to date, tell one person something',
  commands: 'the slash command and the message shortcut',
  'users:read': 'who presses: guest, bot, stranger, deactivated',
  'users:read.email': 'the same person as the helpdesk agent',
  'usergroups:read': 'who belongs to a group of approvers',
  'groups:read': 'whether the private channel is shared, and who is in it',
  'groups:history': 'find a card again whose answer was lost',
};
/** Only for a public channel. */
const OPTIONAL_SCOPES = ['channels:read', 'channels:history'];

/** The app as Slack has to know it, made from the names that the code listens to. Pure. */
export function slackManifest({ baseUrl, path = '/slack/events' }: ManifestOptions) {
  const url = baseUrl === null ? null : `${baseUrl.replace(/\/$/, '')}${path}`;
  const at = url === null ? {} : { url };
  const requestUrl = url === null ? {} : { request_url: url };
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Deskhand',
      description: 'Asks people before anything that matters leaves the support desk.',
      background_color: '#17324d',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: false, messages_tab_read_only_enabled: true },
      bot_user: { display_name: 'deskhand', always_online: true },
      shortcuts: [
        {
          name: 'Send to case review',
          type: 'message',
          callback_id: SHORTCUT,
          description: 'Attaches this message to a ticket as an internal note.',
        },
      ],
      slash_commands: [
        {
          command: COMMAND,
          ...at,
          description: 'Your reviews, a ticket, the pause switch',
          usage_hint: '[mine | ticket 1234 | status | pause | resume]',
          should_escape: true,
        },
      ],
    },
    oauth_config: { scopes: { bot: Object.keys(SCOPES), bot_optional: OPTIONAL_SCOPES } },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: [...EVENTS] },
      interactivity: { is_enabled: true, ...requestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: url === null,
      token_rotation_enabled: false,
    },
  };
}
