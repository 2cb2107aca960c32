import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { loadConfig } from '../src/config.ts';
import { createDatabase } from '../src/platform/database.ts';
import { createLog } from '../src/platform/log.ts';
import { ExampleStore } from '../src/review/example-store.ts';

const HELP = `Writes the cases that people saved as examples into a folder, one fixture each:

  ./scripts/export-examples [folder]      eval-fixtures/<slug>/ticket.json knowledge.json model.json expected.json notes.md

They were redacted when they were saved. Read them before you commit them all the same.`;

if (process.argv.includes('--help')) {
  console.log(HELP);
} else {
  const config = loadConfig(process.env);
  const database = createDatabase({
    url: config.databaseUrl,
    poolSize: 1,
    log: createLog({ level: config.logLevel, name: 'export-examples' }),
  });
  const folder = resolve(process.argv[2] ?? 'eval-fixtures');
  const examples = await new ExampleStore(database).all();
  for (const { slug, notes, ...files } of examples) {
    await mkdir(join(folder, slug), { recursive: true });
    for (const [name, content] of Object.entries(files))
      await writeFile(join(folder, slug, `${name}.json`), `${JSON.stringify(content, null, 2)}\n`);
    await writeFile(join(folder, slug, 'notes.md'), `${notes}\n`);
  }
  await database.close();
  console.log(`${examples.length} written to ${folder}`);
}
