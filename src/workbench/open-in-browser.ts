import { spawn } from 'node:child_process';

/** An opener that has not failed by then has found a browser. */
const settleMs = 1500;

/** Show a link in the user's browser. False where this machine has no way to do so, as over SSH. */
export async function openInBrowser(url: string): Promise<boolean> {
  const seated =
    process.platform !== 'linux' ||
    Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
  if (!seated) return false;
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  return new Promise((done) => {
    const child = spawn(command ?? '', args, { stdio: 'ignore', detached: true });
    child.once('error', () => done(false));
    child.once('exit', (code) => done(code === 0));
    child.unref();
    setTimeout(() => done(child.exitCode === null || child.exitCode === 0), settleMs);
  });
}
