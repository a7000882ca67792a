import { defineEntity, type EntityDefinition, firstOf, key } from '../define-entity.ts';

const byLength: ReadonlyMap<number, string> = new Map([
  [32, 'MD5'],
  [40, 'SHA1'],
  [64, 'SHA256'],
  [128, 'SHA512'],
]);

const fields = { Algorithm: 'string', Value: 'string' } as const;

const fileHash: EntityDefinition<typeof fields> = defineEntity({
  name: 'FileHash',
  about: 'A hash of what is in a file.',
  source:
    'msticpy.datamodel.entities.FileHash, https://learn.microsoft.com/azure/sentinel/entities-reference',
  said: ['filehash', 'hash'],
  fields,
  aliases: { hash: 'Value', hashvalue: 'Value' },
  complete: (f) => {
    const name = f.Value && byLength.get(f.Value.length);
    return f.Algorithm || !name ? f : { ...f, Algorithm: name };
  },
  identity: (f) => key('hash', [f.Value]),
  label: (f) => firstOf(f.Value, 'FileHash'),
  describe: (f) => `${f.Algorithm ?? 'hash'}: ${f.Value ?? ''}`,
  columns: [
    { Value: 'SHA256' },
    { Value: 'SHA1' },
    { Value: 'MD5' },
    { Value: 'InitiatingProcessSHA256' },
    { Value: 'InitiatingProcessSHA1' },
    { Value: 'InitiatingProcessMD5' },
    { Value: 'FileHash' },
    { Value: 'FileHashSha256' },
    { Value: 'Hash' },
    { Value: 'Imphash' },
  ],
  looks: {
    rank: 30,
    read: (text) => {
      const name = /^[0-9a-f]+$/i.test(text) ? byLength.get(text.length) : undefined;
      return name ? { Algorithm: name, Value: text } : null;
    },
  },
  examples: [
    {
      from: { Algorithm: 'MD5', Value: 'D41D8CD98F00B204E9800998ECF8427E' },
      identity: 'FileHash hash=d41d8cd98f00b204e9800998ecf8427e',
      label: 'D41D8CD98F00B204E9800998ECF8427E',
      description: 'MD5: D41D8CD98F00B204E9800998ECF8427E',
    },
    {
      from: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
      identity: 'FileHash hash=da39a3ee5e6b4b0d3255bfef95601890afd80709',
      label: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
      description: 'SHA1: da39a3ee5e6b4b0d3255bfef95601890afd80709',
    },
  ],
});

export default fileHash;
