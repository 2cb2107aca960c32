import type { MachineEvidence } from '../../src/mail/machine-evidence.ts';
import { machineMailOf } from '../../src/mail/machine-mail.ts';
import { type ParsedMail, parseMail } from '../../src/mail/parse-mail.ts';
import { type MailParts, splitMail } from '../../src/mail/split-mail.ts';

export type Form = 'text' | 'html' | 'raw';

export interface ReadMail {
  from: string | null;
  subject: string | null;
  /** Null: a person wrote it. */
  machine: MachineEvidence | null;
  parts: MailParts;
}

/** What the product makes of a mail, by the functions that the product uses. */
export async function readMail(form: Form, source: string | Uint8Array): Promise<ReadMail> {
  if (form === 'raw') return readRaw(source);
  const text = typeof source === 'string' ? source : new TextDecoder().decode(source);
  const parts = splitMail({ text: form === 'text' ? text : null, html: form === 'html' ? text : null });
  return {
    from: null,
    subject: null,
    machine: machineMailOf({ subject: '', text: parts.newest, footer: parts.footer, from: null }),
    parts,
  };
}

async function readRaw(source: string | Uint8Array): Promise<ReadMail> {
  const parsed = await parseMail(source);
  if (parsed.kind === 'mail') return judge(parsed.mail);
  // A mail that cannot be read is nobody's question; a person must look at it.
  const parts = { newest: '', quoted: '', signature: '', footer: '' };
  return { from: null, subject: null, machine: { kind: 'bulk', evidence: `unreadable: ${parsed.reason}` }, parts };
}

function judge(mail: ParsedMail): ReadMail {
  const parts = splitMail({ text: mail.text, html: mail.html, sender: mail.from?.name ?? null });
  const { newest: text, footer } = parts;
  const machine = machineMailOf({ subject: mail.subject, text, footer, from: mail.from, headers: mail.headers });
  const from = mail.from ? `${mail.from.name} <${mail.from.address}>`.trim() : null;
  return { from, subject: mail.subject, machine, parts };
}
