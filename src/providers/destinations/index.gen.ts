export { default as azureLogs } from './azure-logs.ts';
export { default as splunkHec } from './splunk-hec.ts';
