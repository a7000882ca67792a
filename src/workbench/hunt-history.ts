import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { partialBeside, putInPlace, readUtf8, replaceFile } from '../files/index.ts';

const versionsKept = 200;
const charactersKept = 16_000_000;

type Work = () => Promise<void>;

/**
 * The versions of one hunt, oldest first, and which of them holds: undo and redo go along them, also after a restart
 * where there is a folder to keep them in. Past 200 versions or 16 million characters the oldest go.
 */
export class HuntHistory {
  #folder: string | null;
  #versions: { number: number; text: string }[];
  #at: number;
  /** What the last version was made by: further changes of the same group replace it. */
  #group: string | null = null;
  /** The files of versions that cannot be read any more. */
  readonly damaged: string[] = [];

  private constructor(
    folder: string | null,
    versions: { number: number; text: string }[],
    at: number,
  ) {
    this.#folder = folder;
    this.#versions = versions;
    this.#at = at;
  }

  /** A history that begins with a text and is kept nowhere. */
  static of(text: string): HuntHistory {
    return new HuntHistory(null, [{ number: 1, text }], 0);
  }

  /** The history in a folder, gone on with the text as it is found. */
  static async open(folder: string, text: string): Promise<HuntHistory> {
    const kept = (await numbersIn(folder)).sort((a, b) => a - b).slice(-versionsKept);
    const versions: { number: number; text: string }[] = [];
    const damaged: string[] = [];
    for (const number of kept) {
      const path = versionPath(folder, number);
      const version = await readUtf8(path).catch(() => null);
      // A loss of power may leave a name without its bytes.
      if (version === null || version === '') damaged.push(path);
      else versions.push({ number, text: version });
    }
    const said = Number(await readFile(join(folder, 'at'), 'utf8').catch(() => ''));
    const place = versions.findIndex(({ number }) => number === said);
    const history = new HuntHistory(folder, versions, place < 0 ? versions.length - 1 : place);
    history.damaged.push(...damaged);
    if (history.text !== text) await history.add(text);
    return history;
  }

  /** The version that holds. */
  get text(): string | null {
    return this.#versions[this.#at]?.text ?? null;
  }

  get canUndo(): boolean {
    return this.#at > 0;
  }

  get canRedo(): boolean {
    return this.#at < this.#versions.length - 1;
  }

  /** A new version in place of all that could have been redone. Changes of one group, one after the other, are one. */
  async add(text: string, group: string | null = null, work?: Work): Promise<void> {
    await this.#whole(async () => {
      const redoable = this.#versions.splice(this.#at + 1);
      const same = group !== null && group === this.#group && this.#versions.length > 1;
      const replaced = same && redoable.length === 0 ? this.#versions.splice(-1) : [];
      const numbers = [...redoable, ...this.#versions, ...replaced].map((v) => v.number);
      const number = Math.max(0, ...numbers, ...(await this.#numbers())) + 1;
      this.#versions.push({ number, text });
      this.#at = this.#versions.length - 1;
      this.#group = group;
      const old = this.#tooMany();
      if (this.#folder !== null) {
        await mkdir(this.#folder, { recursive: true });
        await replaceFile(versionPath(this.#folder, number), text);
        await this.#mark();
      }
      await work?.();
      if (this.#folder !== null)
        for (const gone of [...redoable, ...replaced, ...old])
          await rm(versionPath(this.#folder, gone.number), { force: true });
    });
  }

  /** The numbers of all versions in the folder: another Huntbook may keep some there. */
  async #numbers(): Promise<number[]> {
    return this.#folder === null ? [] : numbersIn(this.#folder);
  }

  /** Do something wholly: where it fails, the versions are as before. */
  async #whole(work: Work): Promise<void> {
    const before = { versions: [...this.#versions], at: this.#at, group: this.#group };
    try {
      await work();
    } catch (error) {
      this.#versions = before.versions;
      this.#at = before.at;
      this.#group = before.group;
      throw error;
    }
  }

  /** Go to the version before or after the one that holds, where there is one; `work` gets its text. */
  async step(by: -1 | 1, work: (text: string) => Promise<void>): Promise<void> {
    const there = this.#versions[this.#at + by];
    if (!there) return;
    await this.#whole(async () => {
      this.#at += by;
      this.#group = null;
      await this.#mark();
      await work(there.text);
    });
  }

  /** Keep the versions in a folder from now on. */
  async keepIn(folder: string): Promise<void> {
    const made = partialBeside(folder);
    try {
      await mkdir(made, { recursive: true });
      for (const { number, text } of this.#versions)
        await replaceFile(versionPath(made, number), text);
      await rm(folder, { recursive: true, force: true });
      await putInPlace(made, folder);
    } finally {
      await rm(made, { recursive: true, force: true });
    }
    this.#folder = folder;
    await this.#mark();
  }

  /** Let the next change be a version of its own. */
  endGroup(): void {
    this.#group = null;
  }

  async #mark(): Promise<void> {
    const number = this.#versions[this.#at]?.number ?? 0;
    if (this.#folder !== null) await replaceFile(join(this.#folder, 'at'), String(number));
  }

  #tooMany(): { number: number; text: string }[] {
    let size = 0;
    let keep = 0;
    for (const { text } of this.#versions.toReversed()) {
      size += text.length;
      if (keep >= versionsKept || (keep > 1 && size > charactersKept)) break;
      keep++;
    }
    const gone = this.#versions.splice(0, this.#versions.length - keep);
    this.#at -= gone.length;
    return gone;
  }
}

const versionPath = (folder: string, number: number): string =>
  join(folder, `${String(number).padStart(6, '0')}.md`);

async function numbersIn(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  return names.flatMap((name) => Number(/^(\d{1,9})\.md$/.exec(name)?.[1] ?? 0) || []);
}
