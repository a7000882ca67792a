import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** When a process began, as a text that no later process of the same number has; '' where the system does not tell. */
function beginOf(pid: number): string {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      return `${boot.slice(0, 8)}-${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
    }
    if (process.platform === 'win32') return '';
    const said = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
    return said.trim().replace(/\W+/g, '-');
  } catch {
    return '';
  }
}

let own: string | null = null;

/** What names this process, also after its number was given to another: `1234.4f1c0a2b-88213`. */
export function processMark(): string {
  own ??= markOf(process.pid, beginOf(process.pid));
  return own;
}

const markOf = (pid: number, began: string): string =>
  began === '' ? `${pid}` : `${pid}.${began}`;

/** Whether the process of a mark still runs. In doubt it does: what is its own is left alone then. */
export function isRunning(mark: string): boolean {
  const pid = Number(/^\d+/.exec(mark)?.[0]);
  if (!pid) return false;
  if (mark === processMark()) return true;
  // A container gives each start of a program the same number.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const began = beginOf(pid);
  return !mark.includes('.') || began === '' || mark === markOf(pid, began);
}
