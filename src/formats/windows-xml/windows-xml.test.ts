import fc from 'fast-check';
import { expect, it } from 'vitest';
import { memoryInput, readToMemory } from '../../../test/kit/read-to-memory.ts';
import { Damage } from '../evtx/damage.ts';
import type { ElementNode, Node } from '../evtx/node.ts';
import { elementXml } from '../evtx/xml.ts';
import windowsXml from '../readers/windows-xml.ts';
import { parseElement } from './parse-element.ts';

const text = fc.string({ minLength: 1, maxLength: 12 }).filter((s) => s.trim() !== '' && isXml(s));
const name = fc.stringMatching(/^[A-Za-z_][\w.-]{0,8}$/);

/** Whether a text survives being written as XML: no control characters, no blank ends. */
function isXml(s: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold
  return s === s.trim() && !/[\u0000-\u001f\ufffe\uffff]/.test(s);
}

function value(s: string): Node {
  return { kind: 'value', value: s, empty: false };
}

const tree: fc.Arbitrary<ElementNode> = fc.letrec<{ element: ElementNode }>((tie) => ({
  element: fc
    .record({
      name,
      attributes: fc.uniqueArray(fc.record({ name, value: text.map((t) => [value(t)]) }), {
        maxLength: 3,
        selector: (a) => a.name,
      }),
      children: fc.oneof(
        { depthSize: 'small' },
        fc.constant<Node[]>([]),
        text.map((t) => [value(t)]),
        fc.array(tie('element'), { minLength: 1, maxLength: 4 }),
      ),
    })
    .map((parts) => ({ kind: 'element', ...parts })),
})).element;

it('reads what the writer of EVTX records writes', () => {
  fc.assert(
    fc.property(tree, (element) => {
      expect(parseElement(elementXml(element), 100)).toEqual(element);
    }),
    { seed: 5, numRuns: 500 },
  );
});

it('knows CDATA, comments and references, and leaves unknown entities as they are', () => {
  const element = parseElement(
    '<a b="&lt;&#65;">x<!-- <y> --><![CDATA[<z>&amp;]]>&nope;&#x110000;</a>',
    10,
  );
  expect(element.attributes).toEqual([{ name: 'b', value: [value('<A')] }]);
  expect(element.children.map((n) => (n.kind === 'value' ? n.value : n.kind)).join('')).toBe(
    'x<z>&amp;&nope;&#x110000;',
  );
});

it.each([
  '<a>',
  '<a></b>',
  '<a b=c/>',
  '<a b="c',
  '<a><!-- </a>',
  '<>',
  '',
  'text',
  '<!DOCTYPE a><a/>',
  '</a>',
])('refuses %j', (broken) => {
  expect(() => parseElement(broken, 10)).toThrow(Damage);
});

it('goes no deeper than it may', () => {
  expect(() => parseElement('<a>'.repeat(1_000_000), 50)).toThrow('too deeply');
  expect(parseElement('<a><a><a/></a></a>', 3).name).toBe('a');
});

const event = (id: number, channel = 'System', data = ''): string =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='P'/><EventID>${id}</EventID>` +
  `<TimeCreated SystemTime='2024-02-03T04:05:06.5Z'/><Channel>${channel}</Channel><Computer>pc</Computer></System>${data}</Event>`;

it('gives the same rows however the bytes come', async () => {
  const bytes = `<Events>\n${event(1)}${event(2, 'Security', '<EventData><Data Name="TargetUserName">é</Data></EventData>')}\n${event(3)}</Events>`;
  for (const chunkBytes of [1, 7, 1000]) {
    const tables = await readToMemory(windowsXml, memoryInput(bytes, { chunkBytes }));
    expect([...tables.keys()].sort()).toEqual(['Event', 'SecurityEvent']);
    expect(tables.get('Event')?.rows.length).toBe(2);
    const security = tables.get('SecurityEvent');
    const at = security?.columns.indexOf('TargetUserName:string') ?? -1;
    expect(security?.rows.map((row) => row[at])).toEqual(['é']);
  }
});

it('gives up on starts without an end, once for each limit of text', async () => {
  const input = memoryInput('<Event >'.repeat(10_000), { chunkBytes: 999 });
  const tables = await readToMemory(windowsXml, input, { budget: { lineBytes: 2000 } });
  expect(tables.get('Event')?.unparsed.length).toBeLessThanOrEqual(41);
});

it('keeps events that cannot be read, with the line that they begin in', async () => {
  const long = event(4, 'System', `<EventData><Data>${'x'.repeat(3000)}</Data></EventData>`);
  const lines = [
    event(1),
    '<Event ><System/></Event>',
    '<Event',
    '>oops</Event>',
    long,
    event(2),
    '<Event x="',
  ];
  const input = memoryInput(lines.join('\n'), { chunkBytes: 100 });
  const tables = await readToMemory(windowsXml, input, { budget: { lineBytes: 2000 } });
  const table = tables.get('Event');
  expect(table?.rows.length).toBe(2);
  expect(table?.unparsed.map((u) => u.line)).toEqual([2, 3, 5, 7]);
  expect(table?.unparsed[2]?.reason).toContain('longer than the limit of 2000');
});
