import { HuntError } from '../../base/index.ts';

const inPandas = 'Save it in another form with pandas: df.to_parquet("table.parquet").';

/** The error for a pickle that names something no DataFrame needs; nothing of the pickle was run. */
export function refused(what: string): HuntError {
  return new HuntError({
    code: 'formats/pickle-refused',
    message: `The pickle wants ${clip(what)}, which no DataFrame needs, so it was refused; nothing in it was run.`,
    hint: `A pickle can run any program when Python loads it: do that only if you trust its source. ${inPandas}`,
  });
}

/** The error for a pickle whose bytes end early or do not fit together. */
export function damaged(what: string): HuntError {
  return new HuntError({
    code: 'formats/pickle-damaged',
    message: `The pickle is damaged: ${clip(what)}.`,
    hint: `Copy or export the file again. ${inPandas}`,
  });
}

/** The error for a sound pickle that holds something with no place in a table. */
export function unsupported(what: string): HuntError {
  return new HuntError({
    code: 'formats/pickle-unsupported',
    message: `The pickle holds ${clip(what)}, which cannot be shown as a table.`,
    hint: `Only DataFrames and Series are read. ${inPandas}`,
  });
}

/** The error for a pickle past one of its limits. */
export function tooLarge(what: string): HuntError {
  return new HuntError({
    code: 'formats/pickle-too-large',
    message: `The pickle is too large to read: ${clip(what)}.`,
    hint: inPandas,
  });
}

/** At most 200 characters of a text from the file, without control characters. */
function clip(text: string): string {
  const short = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return short.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\u2400');
}
