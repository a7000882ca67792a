interface Room {
  about: string;
  /** The rooms it may import. */
  rooms: string[];
  /** The packages it may use. */
  packages: string[];
  /** Files by which other rooms may come in, besides index.ts. */
  doors?: string[];
}

/** Every room of src/. Lower rooms first. */
export const rooms: Record<string, Room> = {
  base: { about: 'errors, types, quoting, coverage; depends on nothing', rooms: [], packages: [] },
  files: {
    about: 'files that are written whole or not at all, locks, and what a disk refuses',
    rooms: ['base'],
    packages: ['node:*'],
  },
  yaml: { about: 'YAML of users, read within bounds', rooms: ['base'], packages: ['yaml'] },
  geo: {
    about: 'where an address is and who announces it, by data that is installed',
    rooms: ['base', 'files'],
    packages: ['node:*', 'tar-stream'],
  },
  enrich: {
    about: 'facts of addresses, ports, events, techniques; and asking others for them',
    rooms: ['base', 'files'],
    packages: ['node:*'],
  },
  downloads: {
    about: 'files and sets of sample data, brought onto this machine and checked',
    rooms: ['base', 'files', 'yaml', 'enrich'],
    packages: ['node:*'],
  },
  kql: {
    about: 'KQL text to SQL text; no I/O',
    rooms: ['base', 'geo'],
    packages: [
      '@kusto/language-service-next',
      'geographiclib-geodesic',
      'h3-js',
      's2js',
      'node:fs',
      'node:module',
      'node:net',
      'node:zlib',
    ],
    doors: ['computations.ts', 'values/user-agent.ts'],
  },
  samples: { about: 'the sample investigation, from a seed', rooms: ['base'], packages: [] },
  engine: {
    about: 'the embedded DuckDB and the child processes that hold it',
    rooms: ['base', 'files'],
    packages: ['@duckdb/node-api', 'node:*'],
    doors: ['child.ts'],
  },
  formats: {
    about: 'files and archives to tables',
    rooms: ['base', 'files', 'engine'],
    packages: ['node:*', 'fzstd', 'tar-stream', 'xz-decompress', 'yauzl'],
    doors: ['lines/auditd-line.ts'],
  },
  tables: {
    about: 'a named relation: rows, pages, profile, coverage, export',
    rooms: ['base', 'files', 'engine'],
    packages: ['node:*'],
  },
  extract: {
    about: 'what is hidden in a text: encoded parts, indicators, names and addresses',
    rooms: ['base'],
    packages: ['node:buffer', 'node:crypto', 'node:net', 'node:url', 'node:zlib', 'tldts'],
  },
  analysis: {
    about: 'algorithms over columns: decomposition, sequences, clusters; no I/O',
    rooms: ['base'],
    packages: [],
  },
  entities: {
    about: 'what logs and alerts tell of: addresses, hosts, accounts, and the graph of them',
    rooms: ['base'],
    packages: ['node:net', 'tldts'],
  },
  toolbox: {
    about: 'every investigative function, one file each',
    rooms: ['base', 'geo', 'enrich', 'kql', 'formats', 'extract', 'entities', 'analysis'],
    packages: ['node:net'],
  },
  catalog: {
    about: 'named queries: read from query files, filled safely, searched',
    rooms: ['base', 'yaml', 'kql'],
    packages: ['node:fs', 'node:path', 'node:url'],
  },
  pivots: {
    about: 'what a value is, and what can be asked about it; KQL, no I/O',
    rooms: ['base', 'entities', 'toolbox', 'catalog'],
    packages: [],
  },
  config: {
    about: 'settings and secrets: read, checked, never printed',
    rooms: ['base', 'files', 'yaml'],
    packages: ['yaml', 'node:*'],
  },
  pipelines: {
    about: 'steps that were saved, in KQL or as MSTICPy saves them, run on any table',
    rooms: ['base', 'yaml', 'tables', 'toolbox'],
    packages: [],
  },
  providers: {
    about: 'systems that can be asked, one file each',
    rooms: ['base', 'files', 'config'],
    packages: ['@azure/identity', '@azure/monitor-query-logs', 'node:*'],
  },
  session: {
    about: 'opens data, runs KQL, holds what is open',
    rooms: [
      'base',
      'files',
      'enrich',
      'kql',
      'samples',
      'engine',
      'formats',
      'tables',
      'toolbox',
      'config',
      'providers',
      'catalog',
    ],
    packages: ['node:*'],
  },
  hunts: {
    about: 'the hunt document: read it, run its cells, know which results still hold',
    rooms: ['base', 'files', 'kql', 'catalog', 'yaml', 'tables', 'session'],
    packages: ['markdown-it', 'node:*', 'zod'],
  },
  reports: {
    about: 'a run of a hunt as one file',
    rooms: ['base', 'hunts', 'tables', 'views'],
    packages: ['markdown-it', 'node:*'],
  },
  protocol: {
    about: 'what the workbench and its page say to each other; types only',
    rooms: ['base'],
    packages: [],
  },
  views: {
    about: 'web components, and the pictures of them that need no browser',
    rooms: ['base', 'protocol'],
    packages: [
      'lit',
      'ag-grid-community',
      'cytoscape',
      'cytoscape-fcose',
      'echarts',
      'leaflet',
      'topojson-client',
      'world-atlas',
    ],
    doors: ['still.ts'],
  },
  workbench: {
    about: 'the local web server',
    rooms: [
      'base',
      'files',
      'protocol',
      'kql',
      'engine',
      'tables',
      'extract',
      'toolbox',
      'catalog',
      'pivots',
      'session',
      'hunts',
      'reports',
    ],
    packages: ['hono', '@hono/node-server', 'zod', 'node:*'],
  },
  web: {
    about: 'the workbench page',
    rooms: ['base', 'protocol', 'views'],
    packages: [
      'lit',
      'markdown-it',
      '@awesome.me/webawesome',
      'monaco-editor',
      '@kusto/monaco-kusto',
      'ag-grid-community',
    ],
  },
  cli: {
    about: 'the command line',
    rooms: [
      'base',
      'files',
      'geo',
      'downloads',
      'kql',
      'tables',
      'toolbox',
      'pipelines',
      'catalog',
      'config',
      'providers',
      'session',
      'hunts',
      'reports',
      'workbench',
    ],
    packages: ['commander', 'node:*'],
  },
};
