import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cutArticle } from '../chunk.ts';
import { createFilesSource } from './files.ts';
import { pdfToHtml } from './pdf-html.ts';
import { PDF_LIMITS, readPdfPages } from './pdf-pages.ts';
import { type PdfText, smallPdf } from './small-pdf.fake.ts';

const body = (text: string, y: number): PdfText => ({ text, size: 11, y });
const MANUAL: PdfText[] = [
  { text: 'Your new mill', size: 22, y: 780 },
  { text: 'Cleaning', size: 15, y: 740 },
  body('Brush the burrs out once a week. Never wash the up-', 715),
  body('per burr with water, because it rusts.', 701),
  body('Dry the drawer before you put it back.', 670),
  { text: 'Settings', size: 15, y: 640 },
  body('• Espresso: 3 to 5', 620),
  body('• Filter: 12 to 16', 606),
];

describe('a PDF', () => {
  it('becomes headings, paragraphs and lists, by the size and place of its letters', async () => {
    const { pages } = await readPdfPages(smallPdf([MANUAL]));
    expect(pdfToHtml(pages)).toEqual({
      title: 'Your new mill',
      html: [
        '<h1>Your new mill</h1>',
        '<h2>Cleaning</h2>',
        '<p>Brush the burrs out once a week. Never wash the upper burr with water, because it rusts.</p>',
        '<p>Dry the drawer before you put it back.</p>',
        '<h2>Settings</h2>',
        '<ul><li>Espresso: 3 to 5</li>',
        '<li>Filter: 12 to 16</li></ul>',
      ].join('\n'),
    });
  });

  it('loses what is printed on every page, and keeps a sentence that runs over the end of one', async () => {
    const pages = ['The mill may be used in', 'rooms that are dry. It is not', 'made for wet ones.'].map(
      (text, index) => [
        { text: 'Mill 2000 manual', size: 9, y: 820 },
        body(text, 700),
        { text: `Page ${index + 1} of 3`, size: 9, y: 30 },
      ],
    );
    const { html } = pdfToHtml((await readPdfPages(smallPdf(pages))).pages);
    expect(html).toBe('<p>The mill may be used in rooms that are dry. It is not made for wet ones.</p>');
  });

  it('keeps the cells of a row apart', async () => {
    const row = (y: number, left: string, right: string): PdfText[] => [
      { text: left, size: 11, x: 72, y },
      { text: right, size: 11, x: 300, y },
    ];
    const { pages } = await readPdfPages(smallPdf([[...row(700, 'Grind', 'Number'), ...row(686, 'Moka', '7')]]));
    expect(pdfToHtml(pages).html).toBe('<p>Grind | Number</p>\n<p>Moka | 7</p>');
  });

  it('cannot bring markup of its own', async () => {
    const { pages } = await readPdfPages(smallPdf([[body('<script>alert(1)</script> & more', 700)]]));
    expect(pdfToHtml(pages).html).toBe('<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p>');
  });

  it('is read up to the limits of size, pages and time, each with its own words', async () => {
    const pdf = smallPdf(Array.from({ length: 5 }, (_, page) => [body(`Page number ${page}`, 700)]));
    const { pages, pagesInFile } = await readPdfPages(pdf, { ...PDF_LIMITS, mostPages: 2 });
    expect([pages.length, pagesInFile]).toEqual([2, 5]);
    await expect(readPdfPages(pdf, { ...PDF_LIMITS, mostBytes: 100 })).rejects.toThrow('is larger than');
    await expect(readPdfPages(pdf, { ...PDF_LIMITS, mostMs: 0 })).rejects.toThrow('could not be read within');
  });

  it('that is none, or is locked, is refused in words that say what to do', async () => {
    await expect(readPdfPages(Buffer.from('hello'))).rejects.toThrow('is not a PDF');
    await expect(readPdfPages(smallPdf([MANUAL], { encrypted: true }))).rejects.toThrow('protected by a password');
  });
});

describe('PDFs and text files in a folder', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskhand-pdf-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are articles: cut by heading, with the title of the file, or the rights of the file beside it', async () => {
    await writeFile(join(folder, 'mill.pdf'), smallPdf([MANUAL], { title: 'Microsoft Word - mill_v3.doc' }));
    await writeFile(join(folder, 'rules.pdf'), smallPdf([MANUAL]));
    await writeFile(
      join(folder, 'rules.pdf.yaml'),
      'title: House rules\nvisibility: internal\nurl: https://x.example/r',
    );
    await writeFile(join(folder, 'note.txt'), '# not a heading\n\n* not a list\n');
    const articles = await Array.fromAsync(createFilesSource({ path: folder }).articles());
    expect(articles.map(({ id, title, visibility, url }) => [id, title, visibility, url])).toEqual([
      ['mill.pdf', 'Your new mill', 'public', 'mill.pdf'],
      ['note.txt', 'note', 'public', 'note.txt'],
      ['rules.pdf', 'House rules', 'internal', 'https://x.example/r'],
    ]);
    const [mill, note] = articles;
    expect(cutArticle(mill!).content).toContain('Cleaning\n\nBrush the burrs');
    expect(cutArticle(note!).content).toBe('# not a heading\n\n* not a list');
  });

  it('that cannot be read are told after the others were', async () => {
    await writeFile(join(folder, 'a.pdf'), 'no PDF at all');
    await writeFile(join(folder, 'b.md'), '# Fine');
    const read: string[] = [];
    const all = async (): Promise<void> => {
      for await (const { id } of createFilesSource({ path: folder }).articles()) read.push(id);
    };
    await expect(all()).rejects.toThrow(/a\.pdf is not a PDF/);
    expect(read).toEqual(['b.md']);
  });

  it('that hold pictures only are named', async () => {
    await writeFile(join(folder, 'scan.pdf'), smallPdf([[]]));
    const notes: string[] = [];
    await Array.fromAsync(createFilesSource({ path: folder }).articles((words) => notes.push(words)));
    expect(notes).toEqual([expect.stringContaining('text recognition')]);
  });
});
