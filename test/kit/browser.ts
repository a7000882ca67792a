import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);
const packed = '147.0.0';

/** How to start a Chromium on this machine. */
interface Launch {
  executablePath: string;
  env: Record<string, string>;
}

/** The major version that `path --version` prints, or null where it does not start. */
async function majorVersion(path: string, env: NodeJS.ProcessEnv): Promise<number | null> {
  try {
    const { stdout } = await run(path, ['--version', '--no-sandbox'], { env, timeout: 20_000 });
    return Number(/(\d+)\.\d+/.exec(stdout)?.[1] ?? Number.NaN) || null;
  } catch {
    return null;
  }
}

/** Unpack the Chromium that npm brought, once a machine; several test runs may race for it. */
async function unpack(): Promise<string> {
  const folder = join(tmpdir(), `huntbook-chromium-${packed}`);
  if (existsSync(join(folder, 'chromium'))) return folder;
  await mkdir(tmpdir(), { recursive: true });
  const partial = await mkdtemp(`${folder}-`);
  const script =
    "import('@sparticuz/chromium').then((m) => m.default.executablePath()).catch((e) => { process.stderr.write(String(e)); process.exit(1); })";
  // The package unpacks below TMPDIR, and its own nss and expat only where it believes to be on Lambda.
  await run(process.execPath, ['-e', script], {
    env: { ...process.env, TMPDIR: partial, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    timeout: 100_000,
  });
  await writeFile(
    join(partial, 'fonts', 'fonts.conf'),
    `<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>\n`,
  );
  await rename(partial, folder).catch(async (error: unknown) => {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(join(folder, 'chromium'))) throw error;
  });
  return folder;
}

async function findLaunch(): Promise<Launch> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((e): e is [string, string] => e[1] !== undefined),
  );
  const system = '/usr/bin/chromium';
  if (existsSync(system) && ((await majorVersion(system, env)) ?? 0) >= Number.parseInt(packed, 10))
    return { executablePath: system, env };
  const folder = await unpack();
  const executablePath = join(folder, 'chromium');
  if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_PATH'] = join(folder, 'fonts');
  if ((await majorVersion(executablePath, env)) === null)
    env['LD_LIBRARY_PATH'] = [join(folder, 'al2023', 'lib'), env['LD_LIBRARY_PATH']]
      .filter(Boolean)
      .join(':');
  return { executablePath, env };
}

/**
 * Start a real, headless Chromium with web security on: the system's where it is new enough, else the
 * one that npm installed. Nothing is downloaded.
 */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await findLaunch();
  return chromium.launch({
    executablePath,
    env,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
