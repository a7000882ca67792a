export { default as abuseipdb } from './abuseipdb.ts';
export { default as otx } from './otx.ts';
export { default as virustotal } from './virustotal.ts';
