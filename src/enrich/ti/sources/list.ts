import { defineSource, type TiSource } from '../define-source.ts';
import { fileSource } from '../list-files.ts';
import { readPlainList } from '../plain-list.ts';

const definition: TiSource = defineSource({
  name: 'List',
  about: 'Lists of one’s own: CSV with a header, JSON, lines of JSON, or a value on each line.',
  source:
    'Columns: indicator, ioc, observable, value, ip, domain, url, hash, md5, sha1 or sha256; severity, description, reference and last_seen where they are there.',
  ...fileSource('list_files', 'TI_LIST_FILES', { kind: 'List', read: readPlainList }),
  severity:
    'What the column severity or confidence word of an entry says, high where it says nothing.',
  examples: [
    {
      about: 'An entry of a CSV file, defanged.',
      observable: 'http://evil-name.com/a,b',
      files: {
        list_files:
          'ioc,threat_level,severity,description,reference,last_seen\r\n"hxxp://evil-name[.]com/a,b",1,medium,"Drop of ""Loader""",https://blog.evil-watch.com/1,2025-01-02\r\n10.9.8.7,,,,,\r\n',
      },
      finding: {
        severity: 'warning',
        summary: 'Drop of "Loader"',
        reference: 'https://blog.evil-watch.com/1',
        seenAt: '2025-01-02T00:00:00.000Z',
      },
    },
    {
      about:
        'An entry of lines, of an address of one’s own, which leaves the machine by no other source.',
      observable: '10.9.8.7',
      files: { list_files: '# seen on Friday\n10.9.8.7\nevil[.]com  # C2\n' },
      finding: { severity: 'high', summary: 'in a list', reference: '', seenAt: null },
    },
    {
      about: 'An entry of JSON.',
      observable: '44D88612FEA8A8F36DE82E1278ABB02F',
      files: {
        list_files:
          '[{"md5": "44d88612fea8a8f36de82e1278abb02f", "comment": "a test file"}, "evil.com", 7]',
      },
      finding: { severity: 'high', summary: 'a test file', reference: '', seenAt: null },
    },
    {
      about: 'A name that is not in the list.',
      observable: 'good-name.com',
      files: { list_files: 'evil.com\n' },
      finding: null,
    },
  ],
});

export default definition;
