import { defineScalar, type FunctionDefinition } from '../define.ts';
import { type Quantity, quantities, type Units } from '../values/units.ts';

const source = (name: string): string =>
  `https://learn.microsoft.com/kusto/query/convert-${name}-function`;

function size(units: Units, name: string): number | null {
  return Object.hasOwn(units, name) ? (units[name] ?? null) : null;
}

function convert(units: Units, value: number | null, from: string, to: string): number | null {
  const [one, other] = [size(units, from), size(units, to)];
  return value === null || one === null || other === null ? null : (value * one) / other;
}

const examples = {
  angle: ["1.2, 'Degree', 'Arcminute'", 72],
  energy: ["1.2, 'Joule', 'BritishThermalUnit'", 0.00113738054437598],
  force: ["1.2, 'Newton', 'Decanewton'", 0.12],
  length: ["1.2, 'Meter', 'Foot'", 3.93700787401575],
  mass: ["1.2, 'Kilogram', 'Pound'", 2.64554714621853],
  speed: ["1.2, 'MeterPerSecond', 'CentimeterPerHour'", 432000],
  volume: ["1.2, 'CubicMeter', 'AcreFoot'", 0.0009728568],
} as const;

/** A tilt is the sine of an angle, and no multiple of one. */
function convertAngle(value: number | null, from: string, to: string): number | null {
  const radians = from === 'Tilt' && value !== null ? Math.asin(value) : value;
  const unit = from === 'Tilt' ? 'Radian' : from;
  if (to !== 'Tilt') return convert(quantities.angle, radians, unit, to);
  const turned = convert(quantities.angle, radians, unit, 'Radian');
  return turned === null ? null : Math.sin(turned);
}

/** Degrees above absolute zero, as a multiple and a start: kelvin = value * step + zero. */
const temperatures: Readonly<Record<string, { step: number; zero: number }>> = {
  DegreeCelsius: { step: 1, zero: 273.15 },
  DegreeDelisle: { step: -2 / 3, zero: 373.15 },
  DegreeFahrenheit: { step: 5 / 9, zero: (459.67 * 5) / 9 },
  DegreeNewton: { step: 100 / 33, zero: 273.15 },
  DegreeRankine: { step: 5 / 9, zero: 0 },
  DegreeReaumur: { step: 1.25, zero: 273.15 },
  DegreeRoemer: { step: 40 / 21, zero: 273.15 - (7.5 * 40) / 21 },
  Kelvin: { step: 1, zero: 0 },
  MillidegreeCelsius: { step: 1e-3, zero: 273.15 },
  SolarTemperature: { step: 5778, zero: 0 },
};

function convertTemperature(value: number | null, from: string, to: string): number | null {
  if (!Object.hasOwn(temperatures, from) || !Object.hasOwn(temperatures, to)) return null;
  const [one, other] = [temperatures[from], temperatures[to]];
  if (value === null || !one || !other) return null;
  return (value * one.step + one.zero - other.zero) / other.step;
}

const definitions: readonly FunctionDefinition[] = [
  ...(Object.keys(quantities) as Quantity[]).map((name) => {
    const [args, result] = examples[name];
    return defineScalar({
      signature: `convert_${name}(value: real, from: string, to: string): real`,
      about: `A${/^[ae]/.test(name) ? 'n' : ''} ${name} in another unit; null where a unit is unknown.`,
      source: source(name),
      compute: (value, from, to) =>
        name === 'angle'
          ? convertAngle(value, from, to)
          : convert(quantities[name], value, from, to),
      examples: [
        {
          query: `print a = convert_${name}(${args}), b = convert_${name}(1, 'Meter', 'constructor')`,
          columns: ['a:real', 'b:real'],
          rows: [[result, null]],
        },
      ],
    });
  }),
  defineScalar({
    signature: 'convert_temperature(value: real, from: string, to: string): real',
    about: 'A temperature in another unit; null where a unit is unknown.',
    source: source('temperature'),
    compute: convertTemperature,
    examples: [
      {
        query:
          "print a = convert_temperature(1.2, 'Kelvin', 'DegreeCelsius'), b = convert_temperature(212, 'DegreeFahrenheit', 'DegreeReaumur'), c = convert_temperature(1, 'x', 'Kelvin')",
        rows: [[-271.95, 80, null]],
      },
    ],
  }),
];

export default definitions;
