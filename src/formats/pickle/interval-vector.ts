import { damaged } from './faults.ts';
import { intervalText } from './meaning-of.ts';
import type { PyValue } from './objects.ts';
import { type Freq, periodText } from './periods.ts';
import { datetimeText, timespanText } from './spelling.ts';
import { mapVector, type Vector } from './vector.ts';

const missingPeriod = -(1n << 63n);

/** Ordinals as the texts of their periods. */
export function periodVector(ordinals: Vector, freq: Freq): Vector {
  return mapVector(ordinals, 'string', (value) => {
    const ordinal = BigInt(value);
    return ordinal === missingPeriod ? null : periodText(ordinal, freq);
  });
}

/** The intervals between two columns, as text. */
export function intervalVector(from: Vector, to: Vector, closed: PyValue | undefined): Vector {
  if (from.length !== to.length) throw damaged('an interval has no end');
  const left = edges(from);
  const right = edges(to);
  return {
    type: 'string',
    length: left.length,
    slice: (start, end) => {
      const ends = right.slice(start, end);
      return left.slice(start, end).map((low, i) => {
        const high = ends[i];
        if (low === null || low === undefined || high === null || high === undefined) return null;
        return intervalText(String(low), String(high), closed);
      });
    },
  };
}

function edges(vector: Vector): Vector {
  return mapVector(vector, 'string', (value) => {
    if (vector.type === 'datetime') return datetimeText(BigInt(value));
    if (vector.type === 'timespan') return timespanText(BigInt(value));
    if (vector.type === 'real' && Number.isInteger(value)) return `${String(value)}.0`;
    return String(value);
  });
}
