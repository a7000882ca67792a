import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../test/kit/kql-engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const logons =
  'datatable(n: long, ip: string)[1, "8.8.8.8", 2, "10.0.0.1", 3, "", 4, "2606:4700:4700::1111", 5, "8.8.8.8", 6, "1.1.1.1\\n"]';

describe('a tool that is run on many texts at once', () => {
  it('keeps the order of the rows, and each row as often as it comes', async () => {
    const { rows, ordered } = await engine.kql(
      `${logons} | sort by n desc | invoke asn_lookup(ip, join="left") | project n, asn`,
    );
    expect(ordered).toBe(true);
    expect(rows).toEqual([
      [6, null],
      [5, 15169],
      [4, 13335],
      [3, null],
      [2, null],
      [1, 15169],
    ]);
  });

  it('gives the same after others of its kind, in let and in parts', async () => {
    const { rows } = await engine.kql(
      `let L = ${logons}; L | invoke geo_lookup(ip, join="inner") | invoke asn_lookup(ip, join="inner") | union (L | invoke asn_lookup(tolower(ip))) | summarize Rows = count() by asn | sort by asn asc`,
    );
    expect(rows).toEqual([
      [13335, 2],
      [15169, 4],
    ]);
    const parts = await engine.kql(
      `${logons} | partition hint.strategy=native by ip (invoke asn_lookup(ip, join="inner") | summarize n = max(n) by asn) | sort by n asc`,
    );
    expect(parts.rows).toEqual([
      [13335, 4],
      [15169, 5],
    ]);
  });

  it('says the same for the many as for each, of texts of all kinds', async () => {
    const numbers = 'range i from 0 to 40000 step 1';
    const text = 'strcat(hash(i, 300), ".", hash(i + 1, 256), ".", i % 256, ".", hash(i, 7))';
    const { rows } = await engine.kql(
      `${numbers} | extend ip = ${text} | invoke geo_lookup(ip, join="left") | extend k = tostring(geo_info_from_ip_address(ip).country) | summarize Rows = count(), Found = countif(isnotempty(country)), Same = countif(k == country)`,
    );
    const [[count = 0, found = 0, same = 0] = []] = rows as number[][];
    expect([count, same]).toEqual([40_001, 40_001]);
    expect(found).toBeGreaterThan(10_000);
  });
});
