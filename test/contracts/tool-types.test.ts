import { expect, it } from 'vitest';
import { runTableTool, runTool, toolbox, tools } from '../../src/index.ts';

/** True for two types that are one and the same. */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => {};

type Kinds = typeof toolbox;
/** The tools of which TypeScript knows no field by name: there must be none. */
type Loose = {
  [K in keyof Kinds]: string extends
    | keyof Kinds[K]['input']
    | keyof Kinds[K]['parameters']
    | keyof Kinds[K]['output']
    ? K
    : never;
}[keyof Kinds];

it('knows the fields of every tool by name', () => {
  same<Loose, never>(true);
  expect(Object.keys(toolbox)).toHaveLength(tools.size);
  expect(tools.size).toBeGreaterThan(0);
});

it('knows the types of what a call on values takes and gives', () => {
  const [row] = runTool(toolbox.asnLookup, ['1.1.1.1']);
  if (row === undefined) throw new Error('no row');
  same<typeof row.ip, string>(true);
  same<typeof row.asn, bigint | number | null>(true);
  expect(row.asn).toBe(13335);
  const [port] = runTool(toolbox.portNames, { port: 443, protocol: 'tcp' });
  expect(port?.port).toBe(443);
});

it('refuses at compile time what a tool does not take', () => {
  // @ts-expect-error there is no such input
  expect(runTool(toolbox.ipType, { address: '10.0.0.1' })).toEqual([]);
  // @ts-expect-error there is no such parameter
  expect(() => runTool(toolbox.geoLookup, '10.0.0.1', { colour: 'red' })).toThrow('colour');
  // @ts-expect-error a parameter of another type
  expect(() => runTableTool(toolbox.clusterEvents, { features: [] }, { distance: 'far' })).toThrow(
    'distance',
  );
  // @ts-expect-error there is no such column
  expect(runTool(toolbox.ipType, '10.0.0.1')[0]?.kind).toBeUndefined();
});

it('knows the columns of what a call on columns takes and gives', () => {
  const features = [
    [1, 1],
    [1, 1],
    [9, 2],
  ];
  const found = runTableTool(toolbox.clusterEvents, { features }, { rows: 'event' });
  same<typeof found.clustered, readonly (boolean | null)[]>(true);
  expect(found.clustered).toEqual([true, true, false]);
});
