import type { types } from '@slack/bolt';
import { plain } from './card-blocks.ts';
import { type Notice, noticeBlocks } from './notice.ts';

/** A window that only says something. */
export function saidModal(title: string, notice: Notice): types.ModalView {
  return { type: 'modal', title: plain(title, 24), close: plain('Close', 24), blocks: noticeBlocks(notice) };
}
