/** The typed tree between Kusto's syntax and SQL: scalars, relations, and the functions that scalars call. */
export type * from './functions.ts';
export type * from './graphs.ts';
export type * from './relations.ts';
export type * from './scalars.ts';
export type * from './scans.ts';
