import type { Intent, RolloutMode } from '../tickets/intent.ts';
import type { Settings } from './settings.ts';

/** What may be done today for a message of this intent. The one file that says whether a route may be taken. */
export interface Permit {
  mode: RolloutMode;
  /** Words on the ticket: tags, fields, note. */
  mayWriteOnTicket: boolean;
  /** A person may be asked to release the reply itself, not only actions. */
  mayAskToReply: boolean;
  /** A reply may go out without a person, if policy allows it too. */
  mayReplyAlone: boolean;
  paused: boolean;
}

/** An intent that nobody wrote down is assisted, never more: the note helps, and nothing goes out. */
const MODE_OF_UNKNOWN: RolloutMode = 'assist';

export function permitOf(intent: Intent | null, settings: Settings): Permit {
  const mode = intent ? (settings.modes[intent.label] ?? intent.rollout) : MODE_OF_UNKNOWN;
  return {
    mode,
    mayWriteOnTicket: mode !== 'off' && mode !== 'shadow',
    mayAskToReply: (mode === 'supervised' || mode === 'automatic') && !settings.paused,
    mayReplyAlone: mode === 'automatic' && !settings.paused,
    paused: settings.paused,
  };
}
