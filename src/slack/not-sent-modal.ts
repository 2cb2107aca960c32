import type { types } from '@slack/bolt';
import { label, plain, words } from './card-blocks.ts';
import { type Notice, noticeBlocks } from './notice.ts';

/** Takes the place of a modal whose answer came to nothing. What the person typed stays in reach. */
export function notSentModal(notice: Notice, typed: string): types.ModalView {
  const kept: types.RichTextBlock[] =
    typed.trim() === ''
      ? []
      : [
          {
            type: 'rich_text',
            elements: [
              label('Your text was not sent. You can copy it from here:'),
              { type: 'rich_text_preformatted', elements: [words(typed)] },
            ],
          },
        ];
  return {
    type: 'modal',
    title: plain('Not sent', 24),
    close: plain('Close', 24),
    blocks: [...noticeBlocks(notice), ...kept],
  };
}
