import type { Column } from '../base/index.ts';
import type { Problem } from './problem.ts';

/** What a value stands for. */
export interface SubjectText {
  /** The kind of entity, such as `IpAddress`; `Text` for what is none. */
  type: string;
  /** The kind in words. */
  title: string;
  value: string;
  /** What it is in one line; empty where that says no more than the value. */
  about: string;
}

/** Something that can be asked about a value. */
export interface OfferedStep {
  name: string;
  about: string;
  /** A query by itself, or a step to be asked of the rows that the value stands in. */
  of: 'value' | 'rows';
  kql: string;
  /** Whether it may ask others about the value. */
  asks: boolean;
}

/** A part of what is told of an entity. */
export interface EntityPart {
  key: string;
  group: 'facts' | 'seen' | 'prevalence' | 'companions' | 'alerts' | 'answers' | 'mentions';
  title: string;
  about: string;
}

/** What a page hears while it is found out what is known of an entity. The last event is `done` or `failed`. */
export type EntityEvent =
  | { kind: 'subject'; subject: SubjectText; parts: readonly EntityPart[] }
  | { kind: 'progress'; part: string; done: number; total: number }
  | ({ kind: 'answer'; part: string } & EntityAnswer)
  | { kind: 'problem'; part: string; problem: Problem }
  | { kind: 'done' }
  | { kind: 'failed'; problem: Problem };

/** What is known in one part. */
export interface EntityAnswer {
  columns: readonly Column[];
  rows: readonly (readonly unknown[])[];
  /** The query that gives all of it; null where none does. */
  kql: string | null;
  /** Whether that may ask others. */
  asks: boolean;
  /** Whether there is more than these rows. */
  more: boolean;
  /** What a careful reader must know. */
  notes: readonly string[];
  /** For each row the query that gives what it counts; empty where there is none. */
  steps: readonly string[];
  /** The kind of entity that the first column has; null for none. */
  entity: string | null;
}

/** The calls about values. */
export interface EntityCalls {
  /** What a value may be, the likeliest first, and what can be asked about it. `where` keeps the rows with it. */
  pivots: {
    body: {
      value: string;
      /** The kind that somebody says it is. */
      type: string | null;
      column: Column | null;
      columns: readonly Column[];
      where: string;
    };
    answer: {
      subjects: readonly SubjectText[];
      functions: readonly OfferedStep[];
      /** What an encoded text says, and the query that takes it apart. */
      decoded: { text: string; kql: string; of: OfferedStep['of'] } | null;
    };
  };
  /** The named queries that the open data can answer about it; `more` says how many were not looked at. */
  pivotQueries: {
    body: { value: string; type: string };
    answer: { queries: readonly OfferedStep[]; more: number };
  };
}

/** The stream about an entity. */
export interface EntityStreams {
  /** What the open data knows about one thing, part by part. */
  entity: { body: { type: string; value: string }; event: EntityEvent };
}
