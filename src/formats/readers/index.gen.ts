export { default as accessLog } from './access-log.ts';
export { default as auditd } from './auditd.ts';
export { default as parquet } from './parquet.ts';
export { default as syslog } from './syslog.ts';
