/** Names that the code, the manifest and the installation have to agree on. */
export const COMMAND = '/deskhand';
export const SHORTCUT = 'sc_case_from_message';
export const HOME_ACTIONS = { filter: 'rv_home_filter', pause: 'rv_home_pause', card: 'rv_home_card' } as const;
export const EVENTS = ['app_home_opened'] as const;
