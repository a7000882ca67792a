import { defineScalar, type FunctionDefinition } from '../define.ts';
import { attempted } from '../dialects/duckdb-attempt.ts';

const page = (name: string): string =>
  `https://learn.microsoft.com/kusto/query/${name.replaceAll('_', '-')}-function`;

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'base64_decode_tostring(text: string): string',
    aliases: ['base64_decodestring'],
    about:
      'The text that a Base64 text holds; empty where it is no Base64 or its bytes are no UTF-8.',
    source: page('base64_decode_tostring'),
    sql: {
      duckdb: ([text], call) =>
        `coalesce(${attempted(`decode(k_from_base64(${text}))`, call)}, '')`,
    },
    examples: [
      {
        query:
          'print a = base64_decode_tostring("S3VzdG8="), b = base64_decode_tostring("not base64"), c = base64_decode_tostring("/w=="), d = base64_decode_tostring("")',
        rows: [['Kusto', '', '', '']],
      },
      {
        query: 'datatable(s:string)["SGVsbG8=", "x"] | project a = base64_decode_tostring(s)',
        rows: [['Hello'], ['']],
      },
    ],
  }),
  defineScalar({
    signature: 'base64_encode_tostring(text: string): string',
    aliases: ['base64_encodestring'],
    about: 'The Base64 of the UTF-8 bytes of a text.',
    source: page('base64_encode_tostring'),
    sql: { duckdb: ([text]) => `to_base64(encode(${text}))` },
    examples: [
      {
        query: 'print a = base64_encode_tostring("Kusto"), b = base64_encode_tostring("é")',
        rows: [['S3VzdG8=', 'w6k=']],
      },
    ],
  }),
  defineScalar({
    signature: 'base64_decode_toarray(text: string): dynamic',
    about: 'The bytes that a Base64 text holds, as numbers; null where it is no Base64.',
    source: page('base64_decode_toarray'),
    sql: { duckdb: ([text]) => `to_json(k_hex_bytes(hex(k_from_base64(${text}))))` },
    examples: [
      {
        query:
          'print a = base64_decode_toarray("S3VzdG8="), b = base64_decode_toarray("x"), c = base64_decode_toarray("/wA=")',
        rows: [[[75, 117, 115, 116, 111], null, [255, 0]]],
      },
    ],
  }),
  defineScalar({
    signature: 'base64_encode_fromarray(bytes: dynamic): string',
    about: 'The Base64 of an array of bytes; empty where there is something else in it.',
    source: page('base64_encode_fromarray'),
    sql: {
      duckdb: ([bytes]) => `coalesce(to_base64(unhex(k_bytes_hex(k_elements(${bytes})))), '')`,
    },
    examples: [
      {
        query:
          'print a = base64_encode_fromarray(dynamic([75, 117, 115, 116, 111])), b = base64_encode_fromarray(dynamic([256])), c = base64_encode_fromarray(dynamic(["x"]))',
        rows: [['S3VzdG8=', '', '']],
      },
    ],
  }),
  defineScalar({
    signature: 'base64_decode_toguid(text: string): guid',
    about: 'The GUID whose 16 bytes a Base64 text holds, or null.',
    source: page('base64_decode_toguid'),
    sql: { duckdb: ([text]) => `TRY_CAST(k_guid_hex(hex(k_from_base64(${text}))) AS UUID)` },
    examples: [
      {
        query:
          'print a = base64_decode_toguid("JpbpECu8dUy7Pv5gbeJXAA=="), b = base64_decode_toguid("S3VzdG8=")',
        columns: ['a:guid', 'b:guid'],
        rows: [['10e99626-bc2b-4c75-bb3e-fe606de25700', null]],
      },
    ],
  }),
  defineScalar({
    signature: 'base64_encode_fromguid(guid: guid): string',
    about: 'The Base64 of the 16 bytes of a GUID.',
    source: page('base64_encode_fromguid'),
    sql: {
      duckdb: ([guid]) =>
        `coalesce(to_base64(unhex(k_guid_hex(replace(CAST(${guid} AS VARCHAR), '-', '')))), '')`,
    },
    examples: [
      {
        query: 'print a = base64_encode_fromguid(guid(10e99626-bc2b-4c75-bb3e-fe606de25700))',
        rows: [['JpbpECu8dUy7Pv5gbeJXAA==']],
      },
    ],
  }),
];

export default definitions;
