import type { Severity } from './define-source.ts';
import type { Indicator, Indicators } from './indicators.ts';
import { jsonOf } from './list-files.ts';
import { few, number, object, objects, summaryOf, text, texts, time } from './tidy.ts';

type Json = Readonly<Record<string, unknown>>;

const longestPattern = 65_536;
const simple =
  /(?<!NOT\s{1,9})\b(?:ipv4-addr|ipv6-addr|domain-name|url):value\s{0,9}(?:=\s{0,9}'((?:[^'\\]|\\.){1,2048})'|IN\s{0,9}\(([^()]{1,20000})\))/g;
const digests =
  /(?<!NOT\s{1,9})\bfile:hashes\.(?:'[^']{1,20}'|"[^"]{1,20}"|[\w-]{1,20})\s{0,9}=\s{0,9}'([0-9a-fA-F]{32,64})'/g;

/** The observables that a pattern of STIX compares with, where one is enough to match. */
export function observablesOf(pattern: string): readonly string[] {
  const said = pattern.slice(0, longestPattern);
  const values = [...said.matchAll(simple)].flatMap(([, one, many]) =>
    one === undefined
      ? [...(many ?? '').matchAll(/'((?:[^'\\]|\\.){1,2048})'/g)].map(([, each]) => each ?? '')
      : [one],
  );
  const hashes = [...said.matchAll(digests)].map(([, digest]) => digest ?? '');
  return [...values.map((value) => value.replace(/\\(.)/g, '$1')), ...hashes];
}

/** The severity of an indicator of Sentinel or STIX: by its confidence, as MSTICPy's AzSTI. */
export function severityOfConfidence(confidence: number | null): Severity {
  return confidence !== null && confidence >= 80 ? 'high' : 'warning';
}

function indicatorOf(found: Json): Indicator {
  const confidence = number(found['confidence']);
  const kinds = [...texts(found['indicator_types']), ...texts(found['labels'])];
  const until = time(found['valid_until']);
  const link = objects(found['external_references'])
    .map((one) => text(one['url']))
    .find((url) => url !== '');
  return {
    severity: kinds.includes('benign') ? 'information' : severityOfConfidence(confidence),
    summary: summaryOf(
      text(found['name']) || 'an indicator',
      few(kinds),
      confidence !== null && `confidence ${confidence}`,
      until !== null && `valid until ${until.slice(0, 10)}`,
      text(found['description']),
    ),
    reference: link ?? '',
    seenAt: time(found['modified']) ?? time(found['created']),
    raw: found,
  };
}

/** Add the indicators among objects of STIX. */
export function addStix(all: readonly Json[], into: Indicators): void {
  for (const one of all) {
    if (one['type'] !== 'indicator' || one['revoked'] === true) continue;
    const indicator = indicatorOf(one);
    for (const value of observablesOf(text(one['pattern']))) into.add(value, indicator);
  }
}

/** Read bundles of STIX 2.0 or 2.1: one, or one on each line. */
export function readStix(said: string, into: Indicators): void {
  const parsed = jsonOf(said);
  for (const one of Array.isArray(parsed) ? objects(parsed) : [object(parsed)])
    addStix('objects' in one ? objects(one['objects']) : [one], into);
}
