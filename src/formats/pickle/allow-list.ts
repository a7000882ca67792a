/** Modules and the names in them that a pickled DataFrame or Series mentions: pandas 1 to 3, numpy 1 and 2. */
const modules: Record<string, string> = {
  builtins: 'slice object tuple dict list set frozenset bytes bytearray complex getattr',
  _codecs: 'encode',
  copyreg: '_reconstructor __newobj__',
  functools: 'partial',
  collections: 'OrderedDict defaultdict Counter',
  datetime: 'datetime date time timedelta timezone',
  decimal: 'Decimal',
  uuid: 'UUID',
  ipaddress: 'IPv4Address IPv6Address IPv4Network IPv6Network IPv4Interface IPv6Interface',
  zoneinfo: 'ZoneInfo',
  pytz: '_UTC _p FixedOffset',
  'dateutil.tz.tz': 'tzutc tzoffset tzfile',
  'dateutil.tz._tzfile': 'tzfile _unpickle',
  'isodate.tzinfo': 'Utc _Utc',
  numpy: 'dtype ndarray',
  'numpy.core.multiarray': '_reconstruct scalar',
  'numpy._core.multiarray': '_reconstruct scalar',
  'numpy.core.numeric': '_frombuffer',
  'numpy._core.numeric': '_frombuffer',
  'pyarrow.lib':
    '_restore_array chunked_array py_buffer type_for_alias field timestamp duration time32 time64 ' +
    'decimal128 dictionary list_ large_list struct',
  pandas:
    'DataFrame Series Index RangeIndex MultiIndex DatetimeIndex TimedeltaIndex PeriodIndex IntervalIndex ' +
    'CategoricalIndex Categorical CategoricalDtype Interval IntervalDtype Period PeriodDtype SparseDtype ' +
    'DatetimeTZDtype StringDtype ArrowDtype BooleanDtype Float32Dtype Float64Dtype Int8Dtype Int16Dtype ' +
    'Int32Dtype Int64Dtype UInt8Dtype UInt16Dtype UInt32Dtype UInt64Dtype NA Timestamp Timedelta',
  'pandas.arrays':
    'ArrowExtensionArray ArrowStringArray BooleanArray DatetimeArray FloatingArray IntegerArray IntervalArray ' +
    'NumpyExtensionArray PeriodArray SparseArray StringArray TimedeltaArray',
  'pandas.core.frame': 'DataFrame',
  'pandas.core.series': 'Series',
  'pandas.core.flags': 'Flags',
  'pandas.core.internals.managers': 'BlockManager SingleBlockManager',
  'pandas.core.internals.blocks': 'new_block',
  'pandas._libs.internals': '_unpickle_block BlockPlacement',
  'pandas._libs.arrays': '__pyx_unpickle_NDArrayBacked',
  'pandas._libs.interval': 'Interval __pyx_unpickle_IntervalMixin',
  'pandas._libs.missing': 'NA',
  'pandas._libs.sparse': 'IntIndex BlockIndex',
  'pandas._libs.tslibs.nattype': '__nat_unpickle _nat_unpickle',
  'pandas._libs.tslibs.period': 'Period',
  'pandas._libs.tslibs.timedeltas': 'Timedelta _timedelta_unpickle',
  'pandas._libs.tslibs.timestamps': 'Timestamp _unpickle_timestamp',
  'pandas._libs.tslibs.offsets':
    'Day Hour Minute Second Milli Micro Nano Week BusinessDay BusinessHour MonthBegin MonthEnd ' +
    'BusinessMonthBegin BusinessMonthEnd SemiMonthBegin SemiMonthEnd QuarterBegin QuarterEnd BQuarterBegin ' +
    'BQuarterEnd YearBegin YearEnd BYearBegin BYearEnd WeekOfMonth LastWeekOfMonth',
  'pandas.core.indexes.base': '_new_Index Index',
  'pandas.core.indexes.frozen': 'FrozenList',
  'pandas.core.indexes.range': 'RangeIndex',
  'pandas.core.indexes.numeric': 'Int64Index UInt64Index Float64Index NumericIndex',
  'pandas.core.indexes.multi': 'MultiIndex',
  'pandas.core.indexes.category': 'CategoricalIndex',
  'pandas.core.indexes.datetimes': 'DatetimeIndex _new_DatetimeIndex',
  'pandas.core.indexes.timedeltas': 'TimedeltaIndex _new_TimedeltaIndex',
  'pandas.core.indexes.period': 'PeriodIndex _new_PeriodIndex',
  'pandas.core.indexes.interval': 'IntervalIndex _new_IntervalIndex',
  'pandas.core.arrays.arrow.array': 'ArrowExtensionArray',
  'pandas.core.arrays.arrow.dtype': 'ArrowDtype',
  'pandas.core.arrays.boolean': 'BooleanArray BooleanDtype',
  'pandas.core.arrays.categorical': 'Categorical',
  'pandas.core.arrays.datetimes': 'DatetimeArray',
  'pandas.core.arrays.floating': 'FloatingArray Float32Dtype Float64Dtype',
  'pandas.core.arrays.integer':
    'IntegerArray Int8Dtype Int16Dtype Int32Dtype Int64Dtype UInt8Dtype UInt16Dtype UInt32Dtype UInt64Dtype',
  'pandas.core.arrays.interval': 'IntervalArray',
  'pandas.core.arrays.numpy_': 'PandasArray NumpyExtensionArray PandasDtype NumpyEADtype',
  'pandas.core.arrays.period': 'PeriodArray',
  'pandas.core.arrays.sparse.array': 'SparseArray',
  'pandas.core.arrays.sparse.dtype': 'SparseDtype',
  'pandas.core.arrays.string_': 'StringArray StringArrayNumpySemantics StringDtype',
  'pandas.core.arrays.string_arrow':
    'ArrowStringArray ArrowStringArrayNumpySemantics ArrowStringDtype',
  'pandas.core.arrays.timedeltas': 'TimedeltaArray',
  'pandas.core.dtypes.dtypes':
    'ArrowDtype CategoricalDtype DatetimeTZDtype IntervalDtype NumpyEADtype PandasDtype PeriodDtype SparseDtype',
};

/** Python 2 spelled these modules differently, and protocols 0 to 2 still do. */
const oldSpelling: Record<string, string> = { __builtin__: 'builtins', copy_reg: 'copyreg' };

const permitted: ReadonlySet<string> = new Set(
  Object.entries(modules).flatMap(([module, names]) =>
    names.split(' ').map((name) => `${module}.${name}`),
  ),
);
const renamed: ReadonlyMap<string, string> = new Map(Object.entries(oldSpelling));

/** The full name of something a DataFrame may mention, in today's spelling; null for everything else. */
export function permittedName(module: string, name: string): string | null {
  // A dotted name would reach into what the module's names hold.
  if (name.includes('.')) return null;
  const full = `${renamed.get(module) ?? module}.${name}`;
  return permitted.has(full) ? full : null;
}
