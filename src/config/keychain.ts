import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { HuntError } from '../base/index.ts';

/** The keychain of the operating system. */
export interface Keychain {
  /** Null where there is no such entry. Errors: `config/needs-package`, `config/keychain-failed`. */
  get(service: string, account: string): Promise<string | null>;
  set(service: string, account: string, text: string): Promise<void>;
}

/** How a program of the system is run; null where there is no such program. */
export type RunProgram = (
  program: string,
  words: readonly string[],
  input: string,
) => Promise<{ code: number; out: string; said: string } | null>;

interface KeyringEntry {
  getPassword(): Promise<string | null | undefined>;
  setPassword(text: string): Promise<void>;
}
interface Keyring {
  AsyncEntry: new (service: string, account: string) => KeyringEntry;
}

/** What the keychain is reached by, where it is not what is usual. */
export interface KeychainParts {
  /** The package; null where it is not installed. */
  keyring?: Keyring | null;
  platform?: NodeJS.Platform;
  run?: RunProgram;
}

const library = '@napi-rs/keyring';
/** The system may ask its user for a password meanwhile. */
const longestMs = 120_000;
const mostBytes = 1 << 20;

/**
 * The keychain: by the package @napi-rs/keyring where it is installed, else by the program that comes with the system,
 * `security` of macOS or `secret-tool` of libsecret. Windows has none, and needs the package.
 */
export function openKeychain(parts: KeychainParts = {}): Keychain {
  const { keyring = installedKeyring(), platform = process.platform, run = runProgram } = parts;
  if (keyring) return byPackage(keyring);
  if (platform === 'darwin') return byPrograms(run, security);
  if (platform === 'linux') return byPrograms(run, secretTool);
  throw needsPackage('');
}

/** The package is not among ours: whoever wants it installs it. */
function installedKeyring(): Keyring | null {
  try {
    return createRequire(import.meta.url)(library) as Keyring;
  } catch {
    return null;
  }
}

function byPackage({ AsyncEntry }: Keyring): Keychain {
  const told = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw failed((cause as Error).message, cause);
    }
  };
  return {
    get: (service, account) =>
      told(async () => (await new AsyncEntry(service, account).getPassword()) ?? null),
    set: (service, account, text) => told(() => new AsyncEntry(service, account).setPassword(text)),
  };
}

/** What a program is told, and which code says that there is no such entry. */
interface Spelling {
  program: string;
  read(service: string, account: string): readonly string[];
  write(service: string, account: string, text: string): [words: readonly string[], input: string];
  absent: number;
  install: string;
}

/** A text goes to the program by its input, never by its words, which every user of the machine may read. */
const security: Spelling = {
  program: 'security',
  read: (service, account) => ['find-generic-password', '-s', service, '-a', account, '-w'],
  write: (service, account, text) => {
    const quoted = [service, account, text].map((word) => `"${word.replace(/["\\]/g, '\\$&')}"`);
    const [s, a, w] = quoted;
    return [['-i'], `add-generic-password -U -s ${s} -a ${a} -w ${w}\n`];
  },
  absent: 44,
  install: '',
};

const secretTool: Spelling = {
  program: 'secret-tool',
  read: (service, account) => ['lookup', 'service', service, 'username', account],
  write: (service, account, text) => [
    ['store', `--label=${service}/${account}`, 'service', service, 'username', account],
    text,
  ],
  absent: 1,
  install: ' or install secret-tool (libsecret-tools),',
};

function byPrograms(run: RunProgram, spelling: Spelling): Keychain {
  const { program, absent, install } = spelling;
  const ask = async (
    words: readonly string[],
    input: string,
  ): Promise<{ code: number; out: string; said: string }> => {
    const answer = await run(program, words, input);
    if (answer === null) throw needsPackage(install);
    return answer;
  };
  const fault = ({ code, said }: { code: number; said: string }): HuntError =>
    failed(said.trim().split('\n')[0] || `${program} ended with ${code}`);
  return {
    async get(service, account) {
      const answer = await ask(spelling.read(service, account), '');
      if (answer.code === 0) return answer.out.replace(/\n$/, '');
      if (answer.code === absent && (absent !== 1 || answer.said.trim() === '')) return null;
      throw fault(answer);
    },
    async set(service, account, text) {
      if (/[\n\r\0]/.test(service + account + text))
        throw new Error('an entry of a keychain is one line');
      const answer = await ask(...spelling.write(service, account, text));
      if (answer.code !== 0) throw fault({ ...answer, said: answer.said.replaceAll(text, '•••') });
    },
  };
}

function runProgram(
  program: string,
  words: readonly string[],
  input: string,
): ReturnType<RunProgram> {
  return new Promise((resolve, reject) => {
    // Not `timeout`, whose timer would go on where there is no such program.
    const child = spawn(program, words, { signal: AbortSignal.timeout(longestMs), stdio: 'pipe' });
    const texts = { out: '', said: '' };
    const take = (name: keyof typeof texts) => (part: Buffer) => {
      if (texts[name].length < mostBytes) texts[name] += part.toString('utf8');
    };
    child.stdout.on('data', take('out'));
    child.stderr.on('data', take('said'));
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') resolve(null);
      else if (error.name === 'AbortError')
        resolve({ code: -1, out: '', said: 'it took too long' });
      else reject(error);
    });
    child.on('close', (code) => resolve({ code: code ?? -1, ...texts }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

function failed(said: string, cause?: unknown): HuntError {
  return new HuntError({
    code: 'config/keychain-failed',
    message: `The keychain of the operating system does not answer: ${said.slice(0, 300)}`,
    hint: 'Unlock it, or name an environment variable instead: { env: NAME }.',
    ...(cause === undefined ? {} : { cause }),
  });
}

function needsPackage(orInstall: string): HuntError {
  return new HuntError({
    code: 'config/needs-package',
    message: 'The keychain of the operating system cannot be reached as things are installed.',
    hint: `Run npm install ${library} beside huntbook,${orInstall} or name an environment variable instead: { env: NAME }.`,
  });
}
