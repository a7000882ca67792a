/** How many of the base unit one of each unit is. */
export type Units = Readonly<Record<string, number>>;

const prefixes: Readonly<Record<string, number>> = {
  Nano: 1e-9,
  Micro: 1e-6,
  Milli: 1e-3,
  Centi: 1e-2,
  Deci: 1e-1,
  Deca: 1e1,
  Hecto: 1e2,
  Kilo: 1e3,
  Mega: 1e6,
  Giga: 1e9,
  Tera: 1e12,
};

function prefixed(unit: string, size: number, names: readonly string[]): Units {
  return Object.fromEntries(names.map((name) => [`${name}${unit}`, (prefixes[name] ?? 1) * size]));
}

const meter = {
  Meter: 1,
  ...prefixed('meter', 1, ['Nano', 'Micro', 'Milli', 'Centi', 'Deci', 'Deca', 'Hecto', 'Kilo']),
};
const inch = 0.0254;
const foot = 0.3048;
const usSurveyFoot = 1200 / 3937;
const lightYear = 9.46073047258e15;
const parsec = 3.08567758128e16;
const pound = 0.45359237;
const gravity = 9.80665;
const joulePerBtu = 1055.05585262;
const calorie = 4.184;
const electronVolt = 1.602176565e-19;
const liter = 1e-3;
const usGallon = 0.003785411784;
const imperialGallon = 0.00454609;
const cubicFoot = foot ** 3;

const length: Units = {
  ...meter,
  Angstrom: 1e-10,
  AstronomicalUnit: 1.495978707e11,
  Chain: 20.1168,
  DataMile: 1828.8,
  DtpPica: inch / 6,
  DtpPoint: inch / 72,
  Fathom: 1.8288,
  Foot: foot,
  Hand: 0.1016,
  Inch: inch,
  LightYear: lightYear,
  ...prefixed('lightYear', lightYear, ['Kilo', 'Mega']),
  Parsec: parsec,
  ...prefixed('parsec', parsec, ['Kilo', 'Mega']),
  Microinch: inch * 1e-6,
  Mil: inch / 1000,
  Mile: 1609.344,
  NauticalMile: 1852,
  PrinterPica: inch / 6.022,
  PrinterPoint: inch / 72.27,
  Shackle: 27.432,
  SolarRadius: 6.95508e8,
  Twip: inch / 1440,
  UsSurveyFoot: usSurveyFoot,
  Yard: 0.9144,
};

const radian = 1;
const degree = Math.PI / 180;
const angle: Units = {
  Arcminute: degree / 60,
  Arcsecond: degree / 3600,
  Degree: degree,
  ...prefixed('degree', degree, ['Nano', 'Micro', 'Milli']),
  Gradian: degree * 0.9,
  NatoMil: (Math.PI * 2) / 6400,
  Radian: radian,
  ...prefixed('radian', radian, ['Nano', 'Micro', 'Milli', 'Centi', 'Deci']),
  Revolution: Math.PI * 2,
};

const energy: Units = {
  Joule: 1,
  ...prefixed('joule', 1, ['Milli', 'Kilo', 'Mega', 'Giga']),
  BritishThermalUnit: joulePerBtu,
  ...prefixed('britishThermalUnit', joulePerBtu, ['Kilo', 'Mega', 'Giga']),
  Calorie: calorie,
  ...prefixed('calorie', calorie, ['Kilo', 'Mega']),
  DecathermEc: 1.05505585262e9,
  DecathermImperial: 1.05505585257348e9,
  DecathermUs: 1.054804e9,
  ThermEc: 1.05505585262e8,
  ThermImperial: 1.05505585257348e8,
  ThermUs: 1.054804e8,
  ElectronVolt: electronVolt,
  ...prefixed('electronVolt', electronVolt, ['Kilo', 'Mega', 'Giga', 'Tera']),
  Erg: 1e-7,
  FootPound: 1.355817948,
  HorsepowerHour: 2.6845195377e6,
  WattDay: 86_400,
  ...prefixed('wattDay', 86_400, ['Kilo', 'Mega', 'Giga', 'Tera']),
  WattHour: 3600,
  ...prefixed('wattHour', 3600, ['Kilo', 'Mega', 'Giga', 'Tera']),
};

const force: Units = {
  Newton: 1,
  ...prefixed('newton', 1, ['Micro', 'Milli', 'Deca', 'Kilo', 'Mega']),
  Dyn: 1e-5,
  KilogramForce: gravity,
  KiloPond: gravity,
  KilopoundForce: pound * gravity * 1000,
  OunceForce: (pound * gravity) / 16,
  Poundal: 0.138254954376,
  PoundForce: pound * gravity,
  ShortTonForce: pound * gravity * 2000,
  TonneForce: gravity * 1000,
};

const mass: Units = {
  Gram: 1e-3,
  ...prefixed('gram', 1e-3, ['Nano', 'Micro', 'Milli', 'Centi', 'Deci', 'Deca', 'Hecto', 'Kilo']),
  EarthMass: 5.9722e24,
  Grain: pound / 7000,
  Pound: pound,
  ...prefixed('pound', pound, ['Kilo', 'Mega']),
  Tonne: 1000,
  ...prefixed('tonne', 1000, ['Kilo', 'Mega']),
  LongHundredweight: pound * 112,
  LongTon: pound * 2240,
  Ounce: pound / 16,
  ShortHundredweight: pound * 100,
  ShortTon: pound * 2000,
  Slug: 14.593903,
  SolarMass: 1.98947e30,
  Stone: pound * 14,
};

function speeds(): Units {
  const lengths: Units = {
    ...meter,
    Foot: foot,
    Inch: inch,
    UsSurveyFoot: usSurveyFoot,
    Yard: 0.9144,
  };
  const times = { Hour: 3600, Minute: 60, Second: 1 };
  const pairs = Object.entries(lengths).flatMap(([name, size]) =>
    Object.entries(times).map(([time, seconds]): [string, number] => [
      `${name}Per${time}`,
      size / seconds,
    ]),
  );
  return { ...Object.fromEntries(pairs), Knot: 1852 / 3600, MilePerHour: 1609.344 / 3600 };
}

const volume: Units = {
  AcreFoot: 1 / 0.000810714,
  AuTablespoon: 2e-5,
  BoardFoot: cubicFoot / 12,
  CubicMeter: 1,
  ...Object.fromEntries(
    Object.entries(meter)
      .filter(([name]) => name !== 'Meter')
      .map(([name, size]) => [`Cubic${name}`, size ** 3]),
  ),
  CubicFoot: cubicFoot,
  CubicInch: inch ** 3,
  CubicMile: 1609.344 ** 3,
  CubicYard: 0.9144 ** 3,
  ...prefixed('cubicFoot', cubicFoot, ['Hecto', 'Kilo', 'Mega']),
  ...prefixed('cubicMeter', 1, ['Hecto', 'Kilo']),
  Liter: liter,
  ...prefixed('liter', liter, ['Nano', 'Micro', 'Milli', 'Centi', 'Deci', 'Deca', 'Hecto']),
  ...prefixed('liter', liter, ['Kilo', 'Mega']),
  UsGallon: usGallon,
  ...prefixed('usGallon', usGallon, ['Deci', 'Deca', 'Hecto', 'Kilo', 'Mega']),
  ImperialGallon: imperialGallon,
  ...prefixed('imperialGallon', imperialGallon, ['Kilo', 'Mega']),
  ImperialBeerBarrel: imperialGallon * 36,
  ImperialOunce: imperialGallon / 160,
  ImperialPint: imperialGallon / 8,
  MetricCup: 2.5e-4,
  MetricTeaspoon: 5e-6,
  OilBarrel: usGallon * 42,
  UkTablespoon: 1.5e-5,
  UsBeerBarrel: usGallon * 31,
  UsCustomaryCup: usGallon / 16,
  UsLegalCup: 2.4e-4,
  UsOunce: usGallon / 128,
  UsPint: usGallon / 8,
  UsQuart: usGallon / 4,
  UsTablespoon: usGallon / 256,
  UsTeaspoon: usGallon / 768,
};

const speed = speeds();

/** A quantity whose units are multiples of one another. */
export type Quantity = 'angle' | 'energy' | 'force' | 'length' | 'mass' | 'speed' | 'volume';

/** The units of each quantity. */
export const quantities: Readonly<Record<Quantity, Units>> = {
  angle,
  energy,
  force,
  length,
  mass,
  speed,
  volume,
};
