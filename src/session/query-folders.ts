import { HuntError } from '../base/index.ts';
import { type NamedQuery, readQueryFolder } from '../catalog/index.ts';
import { type Config, loadConfigSync } from '../config/index.ts';

/** Where a hunt has named queries from, beside Huntbook's own; what comes later counts where names are the same. */
export interface QueryFolders {
  /** The `huntbook.yaml` or `msticpyconfig.yaml` whose folders are read; those of the folder and the user where null. */
  readonly configFile: string | null;
  /** Named one by one: these must be there. */
  readonly named: readonly string[];
  /** Named by a connection. */
  readonly connected: readonly string[];
}

interface QueriesRead {
  readonly queries: readonly NamedQuery[];
  readonly faults: readonly HuntError[];
}

/**
 * The queries of all folders. A folder of the configuration that is gone, and a file at fault, cost only themselves and are
 * told of. Errors: `catalog/no-folder` of a named folder, `config/no-file` of a named file.
 */
export function readFolders({ configFile, named, connected }: QueryFolders): QueriesRead {
  const all = [
    ...configured(configFile),
    ...named.map(readQueryFolder),
    ...connected.map(readOrTell),
  ];
  return {
    queries: all.flatMap(({ queries }) => queries),
    faults: all.flatMap(({ faults }) => faults),
  };
}

function configured(file: string | null): QueriesRead[] {
  const config = configOf(file);
  if (config instanceof HuntError) return [{ queries: [], faults: [config] }];
  const faults = config.faults
    .filter(({ path, severity }) => severity === 'error' && /^(?:$|queries|QueryDef)/.test(path))
    .map(({ file: where, line, path, message }) => {
      const place = [`${where}:${line}`, path].filter(Boolean).join(': ');
      return new HuntError({
        code: 'config/fault',
        message: `${place}: ${message}`,
        hint: 'huntbook config check tells all faults.',
      });
    });
  return [{ queries: [], faults }, ...config.queryFolders.map(readOrTell)];
}

/** Only a file that was named must be there. */
function configOf(file: string | null): Config | HuntError {
  if (file !== null) return loadConfigSync({ file });
  try {
    return loadConfigSync();
  } catch (error) {
    if (error instanceof HuntError) return error;
    throw error;
  }
}

/** What a folder of the configuration holds, or why it cannot be read. */
function readOrTell(folder: string): QueriesRead {
  try {
    return readQueryFolder(folder);
  } catch (cause) {
    if (!(cause instanceof HuntError)) throw cause;
    const { code, message } = cause;
    const hint = 'The configuration names it: huntbook config show.';
    return { queries: [], faults: [new HuntError({ code, message, hint, cause })] };
  }
}
