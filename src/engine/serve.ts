import { type DuckDBConnection, DuckDBInstance, type DuckDBResult } from '@duckdb/node-api';
import { type Computation, quoteText } from '../base/index.ts';
import { guardMemory } from './child.ts';
import { registerComputations } from './computations.ts';
import type { EngineAnswer, EngineRequest, EngineSetup, WireValue } from './messages.ts';

/** A request under way: its connection, and for `rows` the result that still has chunks to give. */
interface Job {
  connection: DuckDBConnection;
  result?: DuckDBResult;
  chunks: number;
  /** DuckDB is at work for it right now, or it waits for its reader to ask for more. */
  busy: boolean;
}

const jobs = new Map<number, Job>();
const idle: DuckDBConnection[] = [];
let instance: DuckDBInstance;

function answer(message: EngineAnswer): void {
  process.send?.(message);
}

/** Open DuckDB in memory, run the prelude, and shut every door that a statement could open again. */
async function start(setup: EngineSetup, computations: readonly Computation[]): Promise<void> {
  instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
    threads: String(setup.threads),
    memory_limit: `${Math.round(setup.memoryLimitBytes / 2 ** 20)}MiB`,
  });
  const connection = await instance.connect();
  registerComputations(connection, computations);
  const lock = [
    "SET TimeZone = 'UTC'",
    `SET temp_directory = ${quoteText(`${setup.folder}/spill`)}`,
    "ATTACH ':memory:' AS results (COMPRESS)",
    ...setup.prelude,
    // Blocks of files that it does not own would be kept in memory by their names: they may change.
    'SET enable_external_file_cache = false',
    `SET allowed_directories = [${quoteText(`${setup.folder}/`)}]`,
    `SET allowed_paths = [${setup.files.map(quoteText).join(', ')}]`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ];
  for (const sql of lock) await connection.run(sql);
  idle.push(connection);
}

/** The next rows of a job, at most `chunks` chunks of 2,048; `done` once there are none left. */
async function nextRows(job: Job): Promise<{ rows: WireValue[][]; done: boolean }> {
  const rows: WireValue[][] = [];
  for (let n = 0; n < job.chunks; n++) {
    const chunk = await job.result?.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return { rows, done: true };
    rows.push(...(chunk.getRows() as WireValue[][]));
  }
  return { rows, done: false };
}

function release(id: number, job: Job): void {
  if (jobs.delete(id)) idle.push(job.connection);
}

/** The statement behind a request that gives no rows. */
async function statementOf(
  connection: DuckDBConnection,
  request: Extract<EngineRequest, { ask: 'run' | 'keep' | 'copy' }>,
): Promise<string> {
  if (request.ask === 'run') return request.statement;
  await refuseLogging(connection, request.select);
  return request.ask === 'keep'
    ? `CREATE TABLE ${request.relation} AS ${request.select}`
    : `COPY (${request.select}) TO ${request.to}`;
}

/**
 * DuckDB's lock has a hole: `SELECT * FROM enable_logging(storage = 'file')` opens files all the same.
 * Where the name occurs, the syntax tree tells whether it is a call or only a text.
 */
async function refuseLogging(connection: DuckDBConnection, select: string): Promise<void> {
  if (!/logg|_logs/i.test(select)) return;
  const tree = await connection.runAndReadAll(`SELECT json_serialize_sql(${quoteText(select)})`);
  const json = String(tree.getRowsJson()[0]?.[0]);
  if (/"error":true|"function_name":"[a-z_]*(?:logging|_logs)"/i.test(json))
    throw new Error('Permission Error: a query may not switch logging');
}

/** Stop a job: what runs is interrupted and answers by itself, what waits for its reader just ends. */
function interrupt(id: number): void {
  const job = jobs.get(id);
  if (job?.busy) job.connection.interrupt();
  else if (job) release(id, job);
}

async function work(request: Exclude<EngineRequest, { ask: 'interrupt' }>): Promise<EngineAnswer> {
  const { id } = request;
  const known = jobs.get(id);
  if (request.ask === 'more' && !known) return { id, rows: [], done: true };
  const connection = known?.connection ?? idle.pop() ?? (await instance.connect());
  const job: Job = known ?? { connection, chunks: 1, busy: true };
  job.busy = true;
  jobs.set(id, job);
  try {
    if (request.ask === 'rows') {
      await refuseLogging(connection, request.select);
      job.chunks = request.chunks;
      job.result = await connection.stream(request.select);
    } else if (request.ask !== 'more') {
      await connection.run(await statementOf(connection, request));
      release(id, job);
      return { id, done: true };
    }
    const next = await nextRows(job);
    job.busy = false;
    if (next.done) release(id, job);
    return { id, ...next };
  } catch (error) {
    release(id, job);
    const message = error instanceof Error ? error.message : String(error);
    return { id, failure: { message, interrupted: /^INTERRUPT Error/.test(message) } };
  }
}

/** Nothing sensible can follow: say why and end; the parent starts another process. */
function failStart(error: unknown): void {
  answer({ broken: String(error) });
  process.exit(1);
}

/**
 * Be the engine's process: the entry that an `Engine` is told of calls it once. `computations` are what its SQL
 * may call besides DuckDB's own functions.
 */
export function serveEngine(computations: readonly Computation[]): void {
  guardMemory();
  process.once('message', (setup: EngineSetup) => {
    start(setup, computations).then(() => {
      process.on('message', (request: EngineRequest) => {
        if (request.ask === 'interrupt') interrupt(request.id);
        else work(request).then(answer, (error: unknown) => failStart(error));
      });
      answer({ ready: true });
    }, failStart);
  });
}
