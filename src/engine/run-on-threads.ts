import { setTimeout as sleep } from 'node:timers/promises';
import {
  type DuckDBConnection,
  DuckDBPendingResultState,
  type DuckDBResult,
} from '@duckdb/node-api';

/** What the bindings put before DuckDB's own words. */
const prefix = 'Failure running pending result task: ';
const longestPauseMs = 20;

/**
 * Run a statement on DuckDB's threads and look now and then whether it has ended. `connection.run` keeps a
 * thread that spins whenever it finds no work, and asks for the progress each time: up to 2 CPU seconds of
 * a load of 8. Needs `external_threads = 0`, so that the threads are as many as were asked for.
 */
export async function runOnThreads(
  connection: DuckDBConnection,
  sql: string,
): Promise<DuckDBResult> {
  const pending = await connection.start(sql);
  let state: DuckDBPendingResultState | null = null;
  for (let pauseMs = 1; state !== DuckDBPendingResultState.RESULT_READY; ) {
    await sleep(pauseMs);
    try {
      state = pending.runTask();
    } catch (error) {
      throw error instanceof Error ? new Error(error.message.replace(prefix, '')) : error;
    }
    const idle = state === DuckDBPendingResultState.NO_TASKS_AVAILABLE;
    pauseMs = idle ? Math.min(pauseMs * 2, longestPauseMs) : 0;
  }
  return await pending.getResult();
}
