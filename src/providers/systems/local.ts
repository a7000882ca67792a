import { existsSync } from 'node:fs';
import { HuntError } from '../../base/index.ts';
import {
  type Connected,
  defineProvider,
  type Provider,
  type ProviderContext,
  type RemotePart,
  type RemoteQuery,
  type RemoteTable,
} from '../define-provider.ts';
import { readRows } from '../kusto-values.ts';

const local: Provider = defineProvider({
  name: 'local',
  title: 'What is open here',
  also: ['localdata'],
  about: 'KQL on the files that are open, and the data files that LocalData queries name.',
  source: 'https://msticpy.readthedocs.io/en/latest/data_acquisition/DataProv-LocalData.html',
  language: 'KQL',
  queries: {
    languages: ['kql'],
    systems: ['Kusto', 'MSSentinel', 'M365D', 'MDE', 'ResourceGraph', 'LocalData'],
  },
  atOnce: { most: 1, of: 'instance' },
  here: true,
  limits: [],
  packages: [],
  instance: { setting: 'name', looks: /^$/, such: 'what is open here' },
  fields: {
    query_paths: { about: 'folders of query files in MSTICPy’s format', type: 'list' },
    data_paths: {
      about: 'where the data files lie that LocalData queries name; beside their YAML unless said',
      type: 'list',
    },
  },
  connect: (context) => new OpenHere(context),
});

export default local;

class OpenHere implements Connected {
  readonly #context: ProviderContext;

  constructor(context: ProviderContext) {
    this.#context = context;
  }

  async check(): Promise<string> {
    const { settings, who } = this.#context;
    const folders = [...settings.list('query_paths'), ...settings.list('data_paths')];
    const gone = folders.find((folder) => !existsSync(folder));
    if (gone !== undefined)
      throw new HuntError({
        code: 'providers/no-folder',
        message: `${who}: there is no folder '${gone}'.`,
        hint: 'query_paths and data_paths name folders; those of a file of settings start at that file.',
      });
    const { length } = this.#context.open.tables();
    return length === 1 ? '1 table is open' : `${length} tables are open`;
  }

  async tables(): Promise<readonly RemoteTable[]> {
    return this.#context.open.tables();
  }

  query(query: RemoteQuery): AsyncIterable<RemotePart> {
    return readRows(this.#context.open.rows(query));
  }
}
