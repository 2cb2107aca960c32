import { Worker } from 'node:worker_threads';

/** A run of letters where it stands on its page. Sizes and places are in points; y grows upwards. */
export interface PdfPiece {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
}

export interface PdfPages {
  pages: PdfPiece[][];
  pagesInFile: number;
  /** From the file's own properties. */
  title: string | null;
}

export interface PdfLimits {
  mostBytes: number;
  mostPages: number;
  mostMs: number;
  mostMegabytes: number;
}

/** A manual of 300 pages takes some seconds; what needs more than this is broken or an attack. */
export const PDF_LIMITS: PdfLimits = {
  mostBytes: 30 * 1024 * 1024,
  mostPages: 500,
  mostMs: 60_000,
  mostMegabytes: 512,
};

interface Said {
  pages?: PdfPages;
  error?: { name: string; message: string };
}

/** The pieces of text of a PDF. Throws with what to do when it cannot be read, took too long, or wanted too much memory. */
export async function readPdfPages(bytes: Uint8Array, limits: PdfLimits = PDF_LIMITS): Promise<PdfPages> {
  if (bytes.length > limits.mostBytes)
    throw new Error(
      `is larger than ${Math.round(limits.mostBytes / 1024 / 1024)} MB: split it, or leave its pictures out`,
    );
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
    workerData: { bytes, mostPages: limits.mostPages },
    resourceLimits: { maxOldGenerationSizeMb: limits.mostMegabytes },
    // The parser's own warnings about odd files belong to nobody's log.
    stdout: true,
    stderr: true,
  });
  try {
    return await answerOf(worker, limits.mostMs);
  } finally {
    await worker.terminate();
  }
}

function answerOf(worker: Worker, mostMs: number): Promise<PdfPages> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`could not be read within ${Math.round(mostMs / 1_000)} s`)),
      mostMs,
    );
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      act();
    };
    worker.once('message', ({ pages, error }: Said) =>
      settle(() => (pages ? resolve(pages) : reject(new Error(wordsOf(error))))),
    );
    worker.once('error', (cause) => settle(() => reject(new Error(`could not be read: ${cause.message}`, { cause }))));
    worker.once('exit', () => settle(() => reject(new Error('could not be read: its reader stopped without a word'))));
  });
}

function wordsOf(error: Said['error']): string {
  if (error?.name === 'PasswordException') return 'is protected by a password: save a copy without one';
  if (error?.name === 'InvalidPDFException') return 'is not a PDF, or a broken one: open it and save it again';
  return `could not be read: ${error?.message ?? 'no reason was given'}`;
}
