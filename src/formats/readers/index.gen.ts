export { default as accessLog } from './access-log.ts';
export { default as auditd } from './auditd.ts';
export { default as parquet } from './parquet.ts';
export { default as pickle } from './pickle.ts';
export { default as syslog } from './syslog.ts';
export { default as w3c } from './w3c.ts';
export { default as zeekJson } from './zeek-json.ts';
export { default as zeek } from './zeek.ts';
