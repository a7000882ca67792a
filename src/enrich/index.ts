export { kindOfAddress } from './address-kind.ts';
export { distanceKm } from './distance.ts';
export { attackAttribution, techniqueOf } from './facts/attack.ts';
export { portName, portRange } from './facts/ports.ts';
export { windowsEventsOf } from './facts/windows-events.ts';
export { AnswerStore } from './lookup/answer-store.ts';
export { type Asking, ask, type Told, type WouldBeSent, whatWouldBeSent } from './lookup/ask.ts';
export { allowancesText, Budget } from './lookup/budget.ts';
export { dnsRecords, type RecordType, recordTypes } from './lookup/dns.ts';
export { ipstack } from './lookup/ipstack.ts';
export {
  type Askable,
  type LedgerEntry,
  type LocalTables,
  type LookupContext,
  LookupFault,
  type ReadSetting,
  type Sends,
} from './lookup/lookup.ts';
export { asNumber, domainName, plainAddress } from './lookup/names.ts';
export { Pace, type Turns } from './lookup/pace.ts';
export { rdap } from './lookup/rdap.ts';
export { whois, whoisField } from './lookup/whois.ts';
export {
  askSource,
  hostOf,
  type Observable,
  observableOf,
  type TiSource,
  tiSources,
} from './ti/index.ts';
