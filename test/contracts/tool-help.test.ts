import { describe, expect, it } from 'vitest';
import { complete, hover, type Schema, signatureHelp } from '../../src/kql/index.ts';
import { invokedFunctions } from '../../src/toolbox/index.ts';

const schema: Schema = {
  functions: invokedFunctions,
  tables: [
    {
      name: 'Events',
      relation: 'events',
      columns: [
        { name: 'CommandLine', type: 'string', physical: 'CommandLine' },
        { name: 'EventID', type: 'long', physical: 'EventID' },
      ],
    },
  ],
};
/** A text with `^` where the caret is. */
const caret = (text: string): [string, number] => [text.replace('^', ''), text.indexOf('^')];

describe('completion', () => {
  const at = (text: string): string[] =>
    complete(...caret(text), schema).items.map((item) => item.label.replace(/\(.*/, ''));
  const replaced = (text: string): string => {
    const [whole, place] = caret(text);
    const { start, end } = complete(whole, place, schema).span;
    return whole.slice(start, end);
  };

  it('proposes the functions behind invoke, by what is typed', () => {
    expect(at('Events | invoke ^')).toEqual([...invokedFunctions.keys()].sort());
    expect(at('Events | invoke b64^')).toEqual([]);
    expect(at('Events | invoke 64^ | count')).toEqual(['base64_unpack']);
    expect(at('Events | invoke type^')[0]).toBe('ip_type');
    expect(replaced('Events | invoke base^')).toBe('base');
  });

  it('proposes columns and names of arguments within a call', () => {
    expect(at('Events | invoke base64_unpack(^')).toEqual(
      expect.arrayContaining(['CommandLine', 'EventID', 'text =', 'utf16 =', 'join =']),
    );
    expect(at('Events | invoke base64_unpack(Com^) | count')[0]).toBe('CommandLine');
    expect(at('Events | invoke base64_unpack(text = Com^')).toContain('CommandLine');
    expect(at('Events | invoke base64_unpack(utf16 = true, ^)')).not.toContain('utf16 =');
    expect(replaced('Events | invoke base64_unpack(Com^')).toBe('Com');
  });

  it('knows the columns that a call gives, also behind several', () => {
    const one = 'Events | invoke base64_unpack(CommandLine)';
    expect(at(`${one} | where ^`)).toEqual(expect.arrayContaining(['decoded_string', 'depth']));
    expect(at(`${one} | where dec^`)[0]).toBe('decoded_string');
    expect(replaced(`${one} | where dec^`)).toBe('dec');
    const two = `${one} | invoke extract_iocs(decoded_string, join="left")`;
    expect(at(`${two} | where ioc^`)).toContain('ioc_type');
    expect(at(`${two} | invoke ip_type(obs^`)).toContain('observable');
    expect(at(`${one} | whe^`)).toContain('where');
  });

  it('says no less where a call is at fault', () => {
    expect(at('Events | invoke base64_unpack(Nothing) | where ^')).toContain('strlen');
    expect(at('let f = (T:(x:long)) { T }; Events | invoke f() | where ^')).toContain('strlen');
    expect(at('invoke ^')).toContain('ip_type');
  });
});

describe('hover', () => {
  const at = (text: string) => hover(...caret(text), schema);

  it('tells what a function is, and the types of columns that one gave', () => {
    expect(at('Events | invoke base64_^unpack(CommandLine)')).toMatchObject({
      title: 'base64_unpack([text: string], [utf16: bool])',
      description: { about: invokedFunctions.get('base64_unpack')?.about },
    });
    expect(at('Events | invoke base64_unpack(Command^Line)')?.title).toBe('CommandLine: string');
    expect(at('Events | invoke base64_unpack(CommandLine) | project de^pth')).toMatchObject({
      title: 'depth: long',
      span: { start: 53, end: 58 },
    });
  });
});

describe('signature help', () => {
  const at = (text: string) => signatureHelp(...caret(text), schema);

  it('tells what a function takes, by place and by name', () => {
    expect(at('Events | invoke base64_unpack(^')).toMatchObject({
      name: 'base64_unpack',
      parameter: 0,
      signatures: [{ label: 'base64_unpack([text: string], [utf16: bool])' }],
    });
    expect(at('Events | invoke base64_unpack(CommandLine, ^true)')).toMatchObject({ parameter: 1 });
    expect(at('Events | invoke base64_unpack(utf16 = ^true)')).toMatchObject({ parameter: 1 });
    expect(at('Events | invoke base64_unpack(strlen(^CommandLine))')?.name).toBe('strlen');
  });
});
