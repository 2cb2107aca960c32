/**
 * A folder that holds this file holds proposals made from solved tickets. The reader of files goes past it, so that nothing in it is ever
 * found, wherever somebody puts the folder: what an agent once wrote to one customer is no source for another.
 */
export const PROPOSALS_MARK = '.deskhand-proposals';
