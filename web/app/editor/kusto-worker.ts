import './worker-global.ts';
import '@kusto/monaco-kusto/release/esm/kusto.worker';
