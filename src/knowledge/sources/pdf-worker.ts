import { parentPort, workerData } from 'node:worker_threads';
import { getDocumentProxy } from 'unpdf';
import { z } from 'zod';
import { messageOf } from '../../platform/errors.ts';
import type { PdfPages, PdfPiece } from './pdf-pages.ts';

/** Runs in a thread of its own, so that a file that keeps the reader busy for ever can be stopped. */

const Given = z.object({ bytes: z.instanceof(Uint8Array), mostPages: z.number().int() });
const Piece = z.object({
  str: z.string(),
  width: z.number(),
  height: z.number(),
  transform: z.array(z.number()).length(6),
});
const Info = z.object({ info: z.looseObject({ Title: z.string().optional() }).nullish() });

async function read(): Promise<PdfPages> {
  const { bytes, mostPages } = Given.parse(workerData);
  // No font of the file is loaded, nothing is fetched.
  const document = await getDocumentProxy(new Uint8Array(bytes), {
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
    verbosity: 0,
  });
  const info = Info.safeParse(await document.getMetadata().catch(() => null));
  const pages: PdfPiece[][] = [];
  for (let at = 1; at <= Math.min(document.numPages, mostPages); at += 1) {
    const page = await document.getPage(at);
    const { items } = await page.getTextContent();
    pages.push(items.flatMap(pieceOf));
    page.cleanup();
  }
  return { pages, pagesInFile: document.numPages, title: info.data?.info?.Title?.trim() || null };
}

function pieceOf(item: unknown): PdfPiece[] {
  const piece = Piece.safeParse(item);
  if (!piece.success) return [];
  const { str, width, transform } = piece.data;
  const [, b = 0, , d = 0, x = 0, y = 0] = transform;
  return [{ text: str, x, y, width, size: Math.hypot(b, d) || piece.data.height }];
}

read().then(
  (pages) => parentPort?.postMessage({ pages }),
  (error: unknown) => {
    const name = error instanceof Error ? error.name : '';
    parentPort?.postMessage({ error: { name, message: messageOf(error) } });
  },
);
