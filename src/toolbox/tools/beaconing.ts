import { polling, regularityOf } from '../../analysis/index.ts';
import { type AllTool, defineAll } from '../define-tool.ts';

const input = {
  channel: {
    type: 'dynamic',
    about: 'Who talks to whom: a column, or several in pack_array().',
    usual: ['DestinationIP', 'RemoteIP', 'DestIP', 'RemoteUrl', 'DestinationHostName'],
    optional: true,
  },
  timestamp: {
    type: 'datetime',
    about: 'When it did.',
    usual: ['TimeGenerated', 'Timestamp', 'TimeStamp', 'Time'],
  },
} as const;

const parameters = {
  interval: {
    type: 'real',
    about: 'The width of a bin in seconds; wider where channels last for very many of them.',
    default: 1,
    least: 0.001,
    most: 86_400,
  },
  min_events: {
    type: 'long',
    about: 'Channels with fewer events are left out.',
    default: 6,
    least: 3,
  },
} as const;

const output = {
  channel_key: { type: 'dynamic', about: 'Who talks to whom.' },
  channel_events: { type: 'long', about: 'Its events.' },
  channel_start: { type: 'datetime', about: 'When the first was.' },
  channel_end: { type: 'datetime', about: 'When the last was.' },
  p_value: {
    type: 'real',
    about:
      'How likely chance alone gives so strong a frequency (Fisher’s g test); small is periodic.',
  },
  dominant_frequency: { type: 'real', about: 'The strongest frequency, in cycles a second.' },
  dominant_interval: { type: 'real', about: 'Its period in seconds.' },
  bin_seconds: {
    type: 'real',
    about:
      'The width of the bins that were looked at: more than `interval` where a channel lasts long or channels are many; shorter periods are then not seen in it, only in the median.',
  },
  median_interval: { type: 'real', about: 'The median of the seconds between events.' },
  jitter: {
    type: 'real',
    about: 'The median distance from that as a share of it; 0 for a clock, about 0.7 by chance.',
  },
} as const;

/** Bins of all channels together, and of the longest one: as many as are a power of two, or one for each interval. */
const mostBins = { rounded: 2 ** 24, exact: 2 ** 20 };
const longest = 2 ** 18;
const fewestLongest = { rounded: 2 ** 11, exact: 2 ** 8 };

/** The bins of a channel: as wide as asked, or as many as a fast transform takes. */
function binsOf(
  span: number,
  interval: number,
  channels: number,
): { width: number; count: number } {
  const most = (kind: 'rounded' | 'exact'): number =>
    Math.min(longest, Math.max(fewestLongest[kind], Math.floor(mostBins[kind] / channels)));
  const asked = span / interval;
  if (asked <= most('exact')) return { width: interval, count: Math.ceil(asked) };
  const count = 2 ** Math.floor(Math.log2(Math.min(asked, most('rounded'))));
  return { width: span / count, count };
}

interface Channel {
  key: unknown;
  row: number;
  times: bigint[];
}

function channelsOf(keys: readonly unknown[], times: readonly (bigint | null)[]): Channel[] {
  const found = new Map<string, Channel>();
  times.forEach((time, row) => {
    if (time === null) return;
    const key = keys[row] ?? null;
    const name = JSON.stringify(key);
    const channel = found.get(name) ?? { key, row, times: [] };
    found.set(name, channel);
    channel.times.push(time);
  });
  return [...found.values()];
}

/** Seconds since the first event, sorted. */
function secondsOf(times: readonly bigint[]): {
  start: bigint;
  end: bigint;
  seconds: Float64Array;
} {
  const sorted = BigInt64Array.from(times).sort();
  const start = sorted[0] ?? 0n;
  const seconds = Float64Array.from(sorted, (t) => Number(t - start) / 1e6);
  return { start, end: sorted.at(-1) ?? start, seconds };
}

/** Events a bin, from the first event to before the last. */
function binned(seconds: Float64Array, width: number, count: number): Float64Array {
  const bins = new Float64Array(count);
  for (const at of seconds) {
    const bin = Math.floor(at / width);
    if (bin < bins.length) bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
}

const beaconing: AllTool<typeof input, typeof parameters, typeof output> = defineAll({
  name: 'beaconing',
  about:
    'Channels that talk as a clock does: their strongest period and how far events are from it.',
  source:
    'msticpy.analysis.polling_detection.PeriodogramPollingDetector (Heard et al. 2014). Differs: the jitter between events is given too, what lasts for days is binned wider so that time stays bounded, and a channel without variation has no p value.',
  passesOver: 'Channels with fewer events than min_events have no row.',
  input,
  parameters,
  output,
  entities: ['IpAddress', 'Dns', 'Url', 'Host'],
  cost: 'All rows in memory; a Fourier transform for each channel.',
  all: ({ channel, timestamp }, { interval, min_events: least }) => {
    const channels = channelsOf(channel, timestamp).filter((c) => c.times.length >= least);
    const found = channels.map(({ key, row, times }) => {
      const { start, end, seconds } = secondsOf(times);
      const { width, count } = binsOf(seconds.at(-1) ?? 0, interval, channels.length);
      const bins = binned(seconds, width, count);
      const periodic = bins.length >= 4 ? polling(bins) : null;
      const frequency = periodic ? periodic.frequency / width : null;
      return {
        key,
        row,
        count: times.length,
        start,
        end,
        periodic,
        frequency,
        width,
        ...regularityOf(seconds),
      };
    });
    return {
      rows: found.map((c) => c.row),
      columns: {
        channel_key: found.map((c) => c.key),
        channel_events: found.map((c) => c.count),
        channel_start: found.map((c) => c.start),
        channel_end: found.map((c) => c.end),
        p_value: found.map((c) => c.periodic?.pValue ?? null),
        dominant_frequency: found.map((c) => c.frequency),
        dominant_interval: found.map((c) => (c.frequency === null ? null : 1 / c.frequency)),
        bin_seconds: found.map((c) => c.width),
        median_interval: found.map((c) => c.interval),
        jitter: found.map((c) => c.jitter),
      },
    };
  },
  examples: [
    {
      query:
        'range n from 0 to 99 step 1 | extend TimeGenerated = datetime(2024-01-01) + n * 1m + (n * n % 11) * 1s, RemoteIP = "198.51.100.7" | invoke beaconing() | project channel_key, channel_events, p_value < 0.001, round(dominant_interval)',
      rows: [['198.51.100.7', 100, true, 60]],
    },
  ],
});

export default beaconing;
