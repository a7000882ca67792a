import { createHash } from 'node:crypto';
import { LookupFault } from '../../lookup/lookup.ts';
import {
  aMinute,
  defineSource,
  key,
  notOfForm,
  type Severity,
  type TiCall,
  type TiSource,
} from '../define-source.ts';
import { Shared } from '../shared.ts';
import { object, summaryOf, text, time } from '../tidy.ts';

const service = { setting: 'intezer_url', address: 'https://analyze.intezer.com/api/v2-0/' };
const hourMs = 3_600_000;
const tokens = new Shared<string>(hourMs);

const verdicts: Readonly<Record<string, Severity>> = {
  malicious: 'high',
  suspicious: 'warning',
  trusted: 'information',
  no_threats: 'information',
};

/** A token for the key, as the API wants one with each question. */
async function tokenOf(call: TiCall): Promise<string> {
  const secret = call.setting('intezer_key');
  const answer = await call.json(service, 'get-access-token', {
    json: { api_key: secret },
    what: 'the key, for a token',
  });
  const token = text(object(answer)['result']);
  if (token === '' || token.includes('(key)')) throw notOfForm('Intezer');
  return token;
}

const definition: TiSource = defineSource({
  name: 'Intezer',
  about: 'What Intezer found when somebody had it analyze a file; nothing is submitted.',
  source: 'https://analyze.intezer.com/api-docs.html (v2.0, files).',
  takes: ['md5_hash', 'sha1_hash', 'sha256_hash'],
  sends: { what: 'the hash', to: 'analyze.intezer.com' },
  settings: [
    key('intezer_key', ['INTEZER_ANALYZE_API_KEY', 'INTEZER_API_KEY'], 'the key of an account'),
  ],
  services: [service],
  allowances: [{ most: 30, perMs: aMinute }],
  severity:
    'By the verdict: high for malicious, warning for suspicious, information for trusted and no threats, unknown otherwise; MSTICPy has no such provider.',
  async lookup({ value }, call) {
    const { signal } = call.context;
    const account = `${call.address(service)} ${call.setting('intezer_key')}`;
    const under = createHash('sha256').update(account).digest('hex');
    const token = await tokens.get(under, signal, () => tokenOf(call));
    let answer: unknown;
    try {
      answer = await call.json(service, `files/${value}`, {
        absentBy404: true,
        headers: { authorization: `Bearer ${token}` },
        secrets: [token],
      });
    } catch (error) {
      if (error instanceof LookupFault && error.dead) tokens.forget(under);
      throw error;
    }
    if (answer === null) return null;
    const result = object(object(answer)['result']);
    const verdict = text(result['verdict']);
    if (verdict === '') throw notOfForm('Intezer');
    const said = new Date(text(result['analysis_time']));
    return {
      severity: Object.hasOwn(verdicts, verdict) ? (verdicts[verdict] ?? 'unknown') : 'unknown',
      summary: summaryOf(verdict, text(result['family_name']), text(result['sub_verdict'])),
      reference: text(result['analysis_url']),
      seenAt: time(said.getTime() / 1000),
      raw: answer,
    };
  },
  examples: [
    {
      about: 'A file of a known family.',
      observable: '4e553bce90f0b39cd71ba633da5990259e185979c2859ec2e04dd8efcdafe356',
      answers: {
        'POST /get-access-token {"api_key":"SeCrEt-intezer_key-0123456789"}': {
          result: 'SeCrEt.token.of-an-hour',
        },
        'GET /files/4e553bce90f0b39cd71ba633da5990259e185979c2859ec2e04dd8efcdafe356': {
          result: {
            analysis_id: '00000000-0000-0000-0000-000000000000',
            analysis_time: 'Sun, 04 Aug 2019 09:38:16 GMT',
            analysis_url:
              'https://analyze.intezer.com/analyses/00000000-0000-0000-0000-000000000000',
            family_name: 'Ramnit',
            is_private: true,
            sha256: '4e553bce90f0b39cd71ba633da5990259e185979c2859ec2e04dd8efcdafe356',
            sub_verdict: 'known_malicious',
            verdict: 'malicious',
          },
          result_url: '/analyses/00000000-0000-0000-0000-000000000000',
          status: 'succeeded',
        },
      },
      finding: {
        severity: 'high',
        summary: 'malicious; Ramnit; known_malicious',
        reference: 'https://analyze.intezer.com/analyses/00000000-0000-0000-0000-000000000000',
        seenAt: '2019-08-04T09:38:16.000Z',
      },
    },
    {
      about: 'A file that nobody had analyzed.',
      observable: '44d88612fea8a8f36de82e1278abb02f',
      answers: {
        'POST /get-access-token {"api_key":"SeCrEt-intezer_key-0123456789"}': {
          result: 'SeCrEt.token.of-an-hour',
        },
      },
      finding: null,
    },
  ],
});

export default definition;
