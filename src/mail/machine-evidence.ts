export const MACHINE_KINDS = ['bounce', 'auto_reply', 'feedback_report', 'bulk'] as const;
export type MachineKind = (typeof MACHINE_KINDS)[number];

/** Why we think that no person wrote it, in words for the note on the ticket. */
export interface MachineEvidence {
  kind: MachineKind;
  evidence: string;
}
