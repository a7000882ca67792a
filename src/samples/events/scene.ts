import type { Host } from '../company/hosts.ts';
import type { Account } from '../company/people.ts';
import type { Program } from '../company/programs.ts';
import type { Random } from '../random.ts';
import type { Recorder } from '../recorder.ts';

/** Somebody signed in on a machine. */
export interface Session {
  host: Host;
  account: Account;
  logonId: number;
  logonGuid: string;
  /** Windows logon type: 2 interactive, 3 network, 4 batch, 5 service, 7 unlock, 10 remote desktop. */
  type: number;
  elevated: boolean;
}

/** A program that runs. */
export interface Process {
  host: Host;
  session: Session;
  program: Program;
  pid: number;
  guid: string;
  commandLine: string;
  start: number;
  integrity: 'System' | 'High' | 'Medium' | 'Low';
  /** Null for the kernel's own. */
  parent: Process | null;
}

/** A Windows machine from one start to the next, with the programs that others start from. */
export interface Boot {
  host: Host;
  from: number;
  services: Process;
  /** Hosts scheduled tasks. */
  scheduler: Process;
  lsass: Process;
  antivirus: Process;
  /** Null where nobody works at the machine. */
  explorer: Process | null;
}

/** What a part of the story, or of the noise, works with. */
export interface Scene {
  recorder: Recorder;
  random: Random;
  /** A process id that this machine has not used. */
  nextPid(host: Host): number;
  nextLogonId(): number;
  /** The start of the machine that `time` falls into. */
  bootAt(host: Host, time: number): Boot;
  boots: Map<Host, Boot[]>;
}

/**
 * Set the scene for one part. Noise takes process ids that eight divides and the story those that only
 * four divides, so that neither moves when the other changes.
 */
export function createScene(
  recorder: Recorder,
  random: Random,
  options: { story: boolean; boots: Map<Host, Boot[]> },
): Scene {
  const used = new Map<Host, number>();
  let logons = 0;
  const { boots, story } = options;
  return {
    recorder,
    random,
    boots,
    nextPid(host) {
      const count = used.get(host) ?? 0;
      used.set(host, count + 1);
      return 1000 + 8 * (((count + firstPid(host)) * 37) % 7919) + (story ? 4 : 0);
    },
    nextLogonId() {
      logons++;
      return (story ? 0x4000000 : 0x60000) + logons * 0x5a7 + ((logons * 7919) % 0x5a7);
    },
    bootAt(host, time) {
      const found = boots.get(host)?.findLast(({ from }) => from <= time);
      if (found === undefined) throw new Error(`${host.name} is not running then.`);
      return found;
    },
  };
}

/** Machines count from different places, and step through all numbers before one comes again. */
function firstPid(host: Host): number {
  return Number(host.ip.split('.').at(-1)) * 31;
}

/** The same scene with a stream of chance of its own. */
export function part(scene: Scene, name: string): Scene {
  return { ...scene, random: scene.random.fork(name) };
}
