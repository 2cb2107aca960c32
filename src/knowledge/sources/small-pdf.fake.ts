/** A text on a page: how large, how far from the left and from the foot, in points. */
export interface PdfText {
  text: string;
  size: number;
  x?: number;
  y: number;
}

/** Writes a real, small PDF by hand, so that tests know every byte of what they read. */
export function smallPdf(
  pages: readonly (readonly PdfText[])[],
  more: { title?: string; encrypted?: boolean } = {},
): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const font = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  const contents = pages.map((texts) => {
    const drawn = texts
      .map(({ text, size, x = 72, y }) => `BT /F1 ${size} Tf ${x} ${y} Td (${literal(text)}) Tj ET`)
      .join('\n');
    return add(`<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`);
  });
  const parent = objects.length + pages.length + 1;
  const kids = contents.map((content) =>
    add(
      `<< /Type /Page /Parent ${parent} 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 ${font} 0 R >> >> /Contents ${content} 0 R >>`,
    ),
  );
  add(`<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${kids.length} >>`);
  const catalog = add(`<< /Type /Catalog /Pages ${parent} 0 R >>`);
  const info = more.title === undefined ? '' : ` /Info ${add(`<< /Title (${literal(more.title)}) >>`)} 0 R`;
  const lock = more.encrypted
    ? ` /Encrypt ${add(`<< /Filter /Standard /V 1 /R 2 /O <${'00'.repeat(32)}> /U <${'11'.repeat(32)}> /P -4 >>`)} 0 R /ID [<00> <00>]`
    : '';
  return bytesOf(objects, `/Root ${catalog} 0 R${info}${lock}`);
}

function literal(text: string): string {
  // In the font's own code (WinAnsi) the bullet is 0x95.
  return text.replace(/[\\()]/g, (sign) => `\\${sign}`).replaceAll('•', '\\225');
}

function bytesOf(objects: readonly string[], trailer: string): Uint8Array {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const table = file.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
