import { copyFile, cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';

export interface PromptFolder {
  folder: string;
  /** The file that differs, as it is called in the folder. */
  changes: string;
  remove(): Promise<void>;
}

/** A copy of the prompts with one file in another version. The file's name says which one it takes the place of. */
export async function withPrompt(promptsDir: string, file: string): Promise<PromptFolder> {
  const names = (await readdir(promptsDir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(promptsDir, join(entry.parentPath, entry.name)));
  const changes = names.find((name) => basename(name) === basename(file));
  if (changes === undefined) throw new Error(`${file}: its name must be that of a prompt: ${names.sort().join(', ')}`);
  const folder = await mkdtemp(join(tmpdir(), 'deskhand-prompts-'));
  await cp(promptsDir, folder, { recursive: true });
  await copyFile(file, join(folder, changes));
  return { folder, changes, remove: () => rm(folder, { recursive: true, force: true }) };
}
