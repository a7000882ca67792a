import { defineSource, type TiSource } from '../define-source.ts';
import { fileSource } from '../list-files.ts';
import { readStix } from '../stix.ts';

const definition: TiSource = defineSource({
  name: 'STIXFile',
  about: 'Indicators of STIX 2 bundles in files.',
  source:
    'https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html (indicator, and its patterns that compare addresses, names, URLs and hashes).',
  ...fileSource('stix_files', 'STIX_FILES', { kind: 'STIXFile', read: readStix }),
  severity:
    'High from a confidence of 80 on and warning below, as MSTICPy has it for Sentinel; information for what is called benign.',
  examples: [
    {
      about: 'A URL of a pattern with several comparisons.',
      observable: "http://evil-name.com/it's",
      files: {
        stix_files: JSON.stringify({
          type: 'bundle',
          id: 'bundle--5d0092c5-5f74-4287-9642-33f4c354e56d',
          objects: [
            { type: 'identity', name: 'CERT of somewhere' },
            {
              type: 'indicator',
              spec_version: '2.1',
              id: 'indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f',
              created: '2025-04-06T20:03:48.000Z',
              modified: '2025-04-06T20:03:48.000Z',
              indicator_types: ['malicious-activity'],
              name: 'Loader',
              description: 'Seen in spring.',
              confidence: 85,
              pattern:
                "[ipv4-addr:value IN ('45.61.49.78', '45.61.49.79')] OR [url:value = 'http://evil-name.com/it\\'s' OR file:hashes.'SHA-256' = '275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f']",
              pattern_type: 'stix',
              valid_from: '2025-04-06T20:03:48Z',
              valid_until: '2026-04-06T20:03:48Z',
              external_references: [{ source_name: 'blog', url: 'https://blog.evil-watch.com/1' }],
            },
          ],
        }),
      },
      finding: {
        severity: 'high',
        summary:
          'Loader; malicious-activity; confidence 85; valid until 2026-04-06; Seen in spring.',
        reference: 'https://blog.evil-watch.com/1',
        seenAt: '2025-04-06T20:03:48.000Z',
      },
    },
    {
      about: 'An address that a pattern only excludes.',
      observable: '8.8.4.4',
      files: {
        stix_files:
          '{"type": "indicator", "pattern": "[ipv4-addr:value != \'8.8.4.4\' AND ipv4-addr:value = \'9.9.9.9\']"}',
      },
      finding: null,
    },
  ],
});

export default definition;
