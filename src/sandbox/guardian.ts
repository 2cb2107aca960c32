import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

/** Waits for the end of its input, which comes when we stop it or when our process is gone, however it went. */
const WAIT_AND_END = `trap '' HUP INT TERM; cat >/dev/null; kill -"$2" "$1" 2>/dev/null
[ -n "$3" ] || exit 0
for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$1" 2>/dev/null || break; sleep 0.5; done
rm -rf "$3"`;

export interface Guarded {
  pid: number | undefined;
  signal: 'INT' | 'TERM';
  /** A temporary folder that goes with it. */
  folder?: string;
}

/**
 * Children in a process group of their own outlive us when we are killed outright or our terminal is closed. A small shell holds a pipe
 * from us, and ends the child when that pipe closes. Returns how to call it off, once we have stopped the child ourselves.
 */
export function endWithUs({ pid, signal, folder = '' }: Guarded): () => void {
  if (pid === undefined) return () => {};
  const shell = spawn('/bin/sh', ['-c', WAIT_AND_END, 'guardian', String(pid), signal, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  shell.unref();
  if (shell.stdin instanceof Socket) shell.stdin.unref();
  return () => {
    shell.kill('SIGKILL');
  };
}
