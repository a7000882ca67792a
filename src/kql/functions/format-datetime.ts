import { quoteText } from '../../base/index.ts';
import { type CallSql, defineScalar, type FunctionDefinition } from '../define.ts';
import { ticksBelow } from '../tree/scalar.ts';

/** How a piece is spelled, from the value, the length of its token and the ticks past the microsecond. */
type Spell = (sql: string, digits: number, below: bigint) => string;
type Tokens = ReadonlyMap<string, Spell>;

const time =
  (format: string): Spell =>
  (t) =>
    `strftime(${t}, '${format}')`;
const text = (sql: string): string => `CAST(${sql} AS VARCHAR)`;
/** Ticks since the year 1. */
const ticks = (t: string, below: bigint): string =>
  `(epoch_us(${t}) * 10 + ${621_355_968_000_000_000n + below})`;
const fraction: Spell = (n, digits) => `k_fraction(${n}, ${digits})`;
const trimmed: Spell = (n, digits) => `rtrim(k_fraction(${n}, ${digits}), '0')`;

/** One to seven of a letter. */
function fractions(letter: string, spell: Spell): [string, Spell][] {
  return Array.from({ length: 7 }, (_, i) => [letter.repeat(i + 1), spell]);
}

const ofDatetime: Tokens = new Map<string, Spell>([
  ['d', time('%-d')],
  ['dd', time('%d')],
  ['M', time('%-m')],
  ['MM', time('%m')],
  ['y', (t) => text(`year(${t}) % 100`)],
  ['yy', time('%y')],
  ['yyyy', time('%Y')],
  ['h', time('%-I')],
  ['hh', time('%I')],
  ['H', time('%-H')],
  ['HH', time('%H')],
  ['m', time('%-M')],
  ['mm', time('%M')],
  ['s', time('%-S')],
  ['ss', time('%S')],
  ['tt', time('%p')],
  ...fractions('f', (t, digits, below) => fraction(ticks(t, below), digits, 0n)),
  ...fractions('F', (t, digits, below) => trimmed(ticks(t, below), digits, 0n)),
]);

const clock =
  (ticks: string, wrap: string): Spell =>
  (n, digits) =>
    `k_padded(abs(CAST(${n} AS HUGEINT)) // ${ticks}${wrap}, ${digits})`;

const units = [
  ['d', '864000000000', '', 8],
  ['h', '36000000000', ' % 24', 2],
  ['H', '36000000000', ' % 24', 2],
  ['m', '600000000', ' % 60', 2],
  ['s', '10000000', ' % 60', 2],
] as const;

const ofTimespan: Tokens = new Map<string, Spell>([
  ...units.flatMap(([letter, ticks, wrap, most]) =>
    Array.from({ length: most }, (_, i): [string, Spell] => [
      letter.repeat(i + 1),
      clock(ticks, wrap),
    ]),
  ),
  ...fractions('f', fraction),
  ...fractions('F', trimmed),
]);

const delimiters = ' /-:,._[]';

/** SQL of each piece of a format: the longest run of letters that is a token, or a delimiter. */
function pieces(tokens: Tokens, value: string, call: CallSql): string[] {
  const format = String(call.constant(1));
  const [of] = call.args;
  const below = of ? ticksBelow(of) : 0n;
  const found: string[] = [];
  for (let at = 0; at < format.length; ) {
    const letter = format[at] ?? '';
    const run = format.slice(at, at + 8).length;
    const width = Array.from({ length: run }, (_, i) => run - i).find(
      (n) => format.slice(at, at + n) === letter.repeat(n) && tokens.has(letter.repeat(n)),
    );
    const spell = width ? tokens.get(letter.repeat(width)) : undefined;
    if (width && spell) found.push(spell(value, width, below));
    else if (delimiters.includes(letter)) found.push(quoteText(letter));
    else return call.refuse(`the format has "${letter}", which stands for nothing`, 1);
    at += width ?? 1;
  }
  return found.length === 0 ? ["''"] : found;
}

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'format_datetime(time: datetime, format: string): string',
    about: 'The time as a text of the given format, such as `yyyy-MM-dd HH:mm:ss`.',
    source: 'https://learn.microsoft.com/kusto/query/format-datetime-function',
    sql: {
      duckdb: ([value = ''], call) =>
        `coalesce(${pieces(ofDatetime, value, call).join(' || ')}, '')`,
    },
    examples: [
      {
        query:
          'let t = datetime(2020-06-15 13:45:09.0000007); print a = format_datetime(t, "FFFFFFF"), b = format_datetime(t, "ffffff")',
        rows: [['0000007', '000000']],
      },
      {
        query:
          'let t = datetime(2017-01-29 09:00:05.123456); print a = format_datetime(t, "yyyy-M-dd [H:mm:ss]"), b = format_datetime(t, "yy/MM/dd hh:mm tt"), c = format_datetime(t, "ss.fff"), d = format_datetime(datetime(null), "yyyy")',
        rows: [['2017-1-29 [9:00:05]', '17/01/29 09:00 AM', '05.123', '']],
      },
      {
        query:
          'print a = format_datetime(datetime(2007-03-09), "ddd MMM"), b = format_datetime(datetime(2007-03-09), "FFF")',
        rows: [['099 033', '']],
      },
    ],
  }),
  defineScalar({
    signature: 'format_timespan(span: timespan, format: string): string',
    about: 'The timespan as a text of the given format, such as `d.hh:mm:ss`.',
    source: 'https://learn.microsoft.com/kusto/query/format-timespan-function',
    sql: {
      duckdb: ([value = ''], call) =>
        `coalesce(CASE WHEN ${value} < 0 THEN '-' ELSE '' END || ${pieces(ofTimespan, value, call).join(' || ')}, '')`,
    },
    examples: [
      {
        query:
          'print a = format_timespan(time(14.02:03:04.12345), "h:m:s.fffffff"), b = format_timespan(time("12:30:55.123"), "dd.hh:mm:ss:FF"), c = format_timespan(-(1d + 2h), "d.hh:mm")',
        rows: [['2:3:4.1234500', '00.12:30:55:12', '-1.02:00']],
      },
    ],
  }),
];

export default definitions;
