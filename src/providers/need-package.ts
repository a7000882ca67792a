import { HuntError } from '../base/index.ts';

/** A package that only some users need. Errors: `providers/needs-package`, with the command that installs it. */
export async function needPackage<T>(
  load: () => Promise<T>,
  name: string,
  who: string,
): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new HuntError({
      code: 'providers/needs-package',
      message: `${who} is asked by the package ${name}, which is not installed.`,
      hint: `Run npm install ${name} beside huntbook.`,
      cause,
    });
  }
}
