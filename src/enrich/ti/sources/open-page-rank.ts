import { anHour, defineSource, key, notOfForm, type TiSource } from '../define-source.ts';
import { number, object, objects, summaryOf, text, time } from '../tidy.ts';

const service = { setting: 'opr_url', address: 'https://openpagerank.com/api/v1.0/' };

const definition: TiSource = defineSource({
  name: 'OPR',
  about: 'How well known a domain is, by Open PageRank.',
  source:
    'https://www.domcop.com/openpagerank/documentation; msticpy.context.tiproviders.open_page_rank.',
  takes: ['dns'],
  sends: { what: 'the name', to: 'openpagerank.com' },
  settings: [
    key('opr_key', ['OPR_AUTH', 'OPENPAGERANK_API_KEY', 'OPR_API_KEY'], 'the key of an account'),
  ],
  services: [service],
  allowances: [{ most: 10_000, perMs: anHour }],
  severity: 'Information where the domain has a rank, warning where it has none, as MSTICPy.',
  async lookup({ value }, call) {
    const answer = await call.json(service, 'getPageRank', {
      query: { 'domains[0]': value },
      headers: { 'api-opr': call.setting('opr_key') },
    });
    const [found] = objects(object(answer)['response']);
    const status = number(found?.['status_code']);
    if (!found || status === null) throw notOfForm('OPR');
    const isRanked = status === 200;
    if (!isRanked && status !== 404) return null;
    const rank = text(found['rank']) || number(found['rank'])?.toString();
    const score = number(found['page_rank_decimal']);
    return {
      severity: isRanked ? 'information' : 'warning',
      summary: isRanked
        ? summaryOf(rank ? `rank ${rank}` : 'no rank', score !== null && `page rank ${score} of 10`)
        : 'no rank: the domain is not among those that it has seen',
      reference: 'https://www.domcop.com/openpagerank/what-is-openpagerank',
      seenAt: time(object(answer)['last_updated']),
      raw: answer,
    };
  },
  examples: [
    {
      about: 'A domain that all know.',
      observable: 'google.com',
      answers: {
        'GET /getPageRank?domains%5B0%5D=google.com': {
          status_code: 200,
          response: [
            {
              status_code: 200,
              error: '',
              page_rank_integer: 10,
              page_rank_decimal: 10,
              rank: '6',
              domain: 'google.com',
            },
          ],
          last_updated: '2025-10-01',
        },
      },
      finding: {
        severity: 'information',
        summary: 'rank 6; page rank 10 of 10',
        reference: 'https://www.domcop.com/openpagerank/what-is-openpagerank',
        seenAt: '2025-10-01T00:00:00.000Z',
      },
    },
    {
      about: 'A domain that nobody links to.',
      observable: 'qx7-unheard-of.com',
      answers: {
        'GET /getPageRank?domains%5B0%5D=qx7-unheard-of.com': {
          status_code: 200,
          response: [
            {
              status_code: 404,
              error: 'Domain not found',
              page_rank_integer: 0,
              page_rank_decimal: 0,
              rank: null,
              domain: 'qx7-unheard-of.com',
            },
          ],
          last_updated: '2025-10-01',
        },
      },
      finding: {
        severity: 'warning',
        summary: 'no rank: the domain is not among those that it has seen',
        reference: 'https://www.domcop.com/openpagerank/what-is-openpagerank',
        seenAt: '2025-10-01T00:00:00.000Z',
      },
    },
  ],
});

export default definition;
