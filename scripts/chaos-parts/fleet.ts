import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { CRASH_POINTS, type CrashPoint } from '../../src/platform/crash-point.ts';

/** The product's own processes: started, killed, stopped, and started again as any service manager would. */

export interface Fleet {
  kill(name: string, signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): void;
  /** No more crash points from now on; what runs is left running. */
  calmDown(): void;
  /** How often each crash point ended a process. */
  crashes(): Record<string, number>;
  restarts(): number;
  /** How often a process ended by its own fault: nobody killed it or asked it to stop, and no crash point was due. */
  fallen(): number;
  stop(): Promise<void>;
}

export interface FleetInput {
  members: readonly Member[];
  environment: Record<string, string>;
  logFile: string;
  random: () => number;
}

export interface Member {
  name: string;
  process: 'web' | 'worker';
  environment: Record<string, string>;
  /** Where this process may be told to die. */
  crashPoints: readonly CrashPoint[];
  /** How often the place is passed at most before that. */
  livesFor: number;
  /** How far its clock is off. */
  clockMs: number;
}

const SRC = join(import.meta.dirname, '..', '..', 'src');
const RESTART_AFTER_MS = 200;

interface Running {
  child: ChildProcess;
  point: CrashPoint | null;
  killedByUs: boolean;
}

export function startFleet({ members, environment, logFile, random }: FleetInput): Fleet {
  const log = createWriteStream(logFile, { flags: 'a' });
  const running = new Map<string, Running>();
  const crashes: Record<string, number> = Object.fromEntries(Object.keys(CRASH_POINTS).map((point) => [point, 0]));
  const next = new Map<string, number>();
  let stopping = false;
  let calm = false;
  let restarts = 0;
  let fallen = 0;

  /** Each in turn, so that a run of some length meets them all. */
  function nextPoint({ name, process: kind, crashPoints }: Member): CrashPoint | null {
    if (calm || crashPoints.length === 0) return null;
    const turn = next.get(kind) ?? Math.floor(random() * crashPoints.length);
    next.set(kind, turn + 1);
    log.write(`${JSON.stringify({ chaos: 'start', name, turn })}\n`);
    return crashPoints[turn % crashPoints.length] ?? null;
  }

  function start(member: Member): void {
    const point = nextPoint(member);
    const crashAt = point === null ? {} : { CHAOS_CRASH_AT: `${point}@${1 + Math.floor(random() * member.livesFor)}` };
    const child = spawnOne(member, { ...environment, ...member.environment, ...crashAt }, log);
    const now: Running = { child, point, killedByUs: false };
    running.set(member.name, now);
    child.on('exit', (code, signal) => {
      if (signal === 'SIGKILL' && !now.killedByUs && point !== null) crashes[point] = (crashes[point] ?? 0) + 1;
      if (stopping) return;
      restarts += 1;
      if (signal === null && code !== 0) fallen += 1;
      setTimeout(() => stopping || start(member), RESTART_AFTER_MS);
    });
  }

  for (const member of members) start(member);
  return {
    kill(name, signal) {
      const member = running.get(name);
      if (!member || member.child.exitCode !== null) return;
      if (signal === 'SIGKILL') member.killedByUs = true;
      member.child.kill(signal);
    },
    calmDown: () => {
      calm = true;
    },
    crashes: () => crashes,
    restarts: () => restarts,
    fallen: () => fallen,
    stop: async () => {
      stopping = true;
      await Promise.all([...running.values()].map(({ child }) => stopChild(child)));
      log.end();
    },
  };
}

function spawnOne(member: Member, environment: Record<string, string>, log: WriteStream): ChildProcess {
  const clock = member.clockMs === 0 ? [] : ['--import', wrongClock(member.clockMs)];
  const child = spawn(process.execPath, [...clock, join(SRC, 'processes', `${member.process}.ts`)], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  return child;
}

/** A machine whose clock is wrong: only the database's clock and Zendesk's may decide anything that matters. */
function wrongClock(ms: number): string {
  const script = `const Right = Date; globalThis.Date = class extends Right {
    constructor(...given) { if (given.length === 0) super(Right.now() + ${ms}); else super(...given); }
    static now() { return Right.now() + ${ms}; }
  };`;
  return `data:text/javascript,${encodeURIComponent(script)}`;
}

function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.kill('SIGCONT');
    const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.once('exit', () => {
      clearTimeout(hard);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
