import { defineSource, type TiSource } from '../define-source.ts';
import { fileSource } from '../list-files.ts';
import { readMisp } from '../misp.ts';

const definition: TiSource = defineSource({
  name: 'MISPFile',
  about: 'Events of MISP in files of JSON, as a server or a feed gives them.',
  source: 'https://www.misp-standard.org/rfc/misp-standard-core.html.',
  ...fileSource('misp_files', 'MISP_FILES', { kind: 'MISPFile', read: readMisp }),
  severity: 'As of a MISP server.',
  examples: [
    {
      about: 'A hash in an object of an event of low threat.',
      observable: '44d88612fea8a8f36de82e1278abb02f',
      files: {
        misp_files: JSON.stringify({
          Event: {
            info: 'Loader of spring',
            date: '2025-03-04',
            threat_level_id: '3',
            Orgc: { name: 'CERT of somewhere' },
            Tag: [{ name: 'tlp:white' }],
            Attribute: [{ type: 'domain', to_ids: true, value: 'evil-name.com' }],
            Object: [
              {
                name: 'file',
                Attribute: [
                  {
                    type: 'md5',
                    category: 'Payload delivery',
                    to_ids: true,
                    value: '44d88612fea8a8f36de82e1278abb02f',
                  },
                ],
              },
            ],
          },
        }),
      },
      finding: {
        severity: 'warning',
        summary: 'Loader of spring; Payload delivery, md5; CERT of somewhere; tags tlp:white',
        reference: '',
        seenAt: '2025-03-04T00:00:00.000Z',
      },
    },
    {
      about: 'A name that is in no event.',
      observable: 'good-name.com',
      files: {
        misp_files:
          '{"response": [{"Event": {"info": "x", "Attribute": [{"value": "evil-name.com"}]}}]}',
      },
      finding: null,
    },
  ],
});

export default definition;
