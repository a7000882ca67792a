import { defineScalar, type ScalarFunction } from '../define.ts';
import { parseXml } from '../values/xml.ts';

const definition: ScalarFunction = defineScalar({
  signature: 'parse_xml(text: string): dynamic',
  about:
    'XML as a property bag: attributes are `@name`, text beside other things `#text`, elements of one name an array; null where it is not XML.',
  source: 'https://learn.microsoft.com/kusto/query/parse-xml-function',
  compute: parseXml,
  examples: [
    {
      query:
        "print a = parse_xml('<e/>'), b = parse_xml('<e>text</e>'), c = parse_xml('<e name=\"value\" />'), d = parse_xml('<e name=\"value\">text</e>')",
      rows: [
        [
          { e: null },
          { e: 'text' },
          { e: { '@name': 'value' } },
          { e: { '@name': 'value', '#text': 'text' } },
        ],
      ],
    },
    {
      query:
        "print a = parse_xml('<e> <a>text</a> <b>text</b> </e>'), b = parse_xml('<e> <a>text</a> <a>text</a> </e>'), c = parse_xml('<e> text <a>text</a> </e>')",
      rows: [
        [
          { e: { a: 'text', b: 'text' } },
          { e: { a: ['text', 'text'] } },
          { e: { '#text': 'text', a: 'text' } },
        ],
      ],
    },
    {
      query:
        'print x = parse_xml(\'<?xml version="1.0"?><!-- c --><Event xmlns="u"><Data Name="x">1 &lt; &#50;</Data><![CDATA[<b>]]></Event>\') | project x.Event["@xmlns"], x.Event.Data["#text"], x.Event["#text"], isnull(parse_xml("<a><b></a>")), isnull(parse_xml("text"))',
      rows: [['u', '1 < 2', '<b>', true, true]],
    },
  ],
});

export default definition;
