import { defineFormat, type Format } from '../define-format.ts';
import { evtxExample } from '../evtx/example.ts';
import { MAGIC, readEvtx, splitEvtx } from '../evtx/read.ts';

/**
 * Windows event logs. Events of the Security channel go to `SecurityEvent`, those of Sysmon to `Sysmon`,
 * all others to `Event`; fields of `EventData` become columns. Records, their order and their values are
 * those of the Rust reader `evtx` with its defaults: checksums are not compared, a damaged record is kept
 * as unparsed, a damaged chunk is noted and the next one read. FILETIME counts 100 ns, a `datetime` here
 * microseconds: the last digit is cut off.
 */
const evtx: Format = defineFormat({
  name: 'evtx',
  title: 'Windows event log (EVTX)',
  extensions: ['evtx'],
  source: 'https://learn.microsoft.com/openspecs/windows_protocols/ms-even6',
  sniff: (head) => (Buffer.from(head.subarray(0, 8)).toString('latin1') === MAGIC ? 1 : 0),
  split: async (input, pieces) => splitEvtx(input.sizeBytes, pieces),
  read: readEvtx,
  examples: [evtxExample],
});

export default evtx;
