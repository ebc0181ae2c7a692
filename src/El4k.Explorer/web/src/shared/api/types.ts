/** The answers of `/api/*`, as docs/api/explorer.md promises them. */

/** ISO 8601 in UTC. */
export type Instant = string;
/** Since 1970-01-01 UTC. */
export type Millis = number;

export interface TimeRange {
  from: Instant;
  to: Instant;
  text: string;
  label: string;
  tz: string;
}

export interface Interval {
  text: string;
  label: string;
  ms: number;
  calendar: boolean;
  auto: boolean;
}

export interface StoreRequest {
  method: string;
  path: string;
  body: unknown;
  tookMs: number;
}

export interface Extent {
  count: number;
  first: Instant;
  last: Instant;
  t: string;
}

export interface Elsewhere {
  matching: Extent | null;
  all: Extent | null;
}

export interface ApiProblem {
  message: string;
  parameter: string | null;
  position: number | null;
  length: number | null;
  suggestion: string | null;
}

/** What every answer that asked the store carries for the inspector. */
export interface Inspectable {
  tookMs: number;
  requests: StoreRequest[];
}

export interface Status {
  store: {
    reachable: boolean;
    url: string;
    name: string | null;
    distribution: string | null;
    version: string | null;
    error: string | null;
  };
  index: string;
  data: Extent | null;
  defaultRange: string;
  firstEvent: { title: string; command: string }[];
}

export interface QueryWarning {
  message: string;
  position: number;
  length: number;
  suggestion: string | null;
}

export interface QueryCheck {
  ok: boolean;
  error: ApiProblem | null;
  warnings: QueryWarning[];
}

export type FieldType = 'string' | 'number' | 'boolean' | 'date' | 'ip' | 'other';

export interface Field {
  name: string;
  type: FieldType;
  mapping: string;
  aggregatable: boolean;
  searchable: boolean;
}

export interface Fields {
  fields: Field[];
  tookMs: number;
}

export interface TopValue {
  value: unknown;
  label: string;
  count: number;
  share: number;
  filter: string;
}

export interface NumberStats {
  min: number;
  max: number;
  avg: number;
  p50: number;
  p95: number;
  sum: number;
}

export interface TopValues extends Inspectable {
  field: string;
  type: FieldType;
  documents: number;
  withField: number;
  values: TopValue[];
  other: { count: number; share: number };
  distinct: number;
  stats: NumberStats | null;
  range: TimeRange;
}

export interface Bucket {
  at: Millis;
  count: number;
  previous: number | null;
  split: number[] | null;
}

export interface SplitSeries {
  value: unknown;
  label: string;
  other: boolean;
  count: number;
  filter: string | null;
}

export interface HistogramAnswer extends Inspectable {
  range: TimeRange;
  total: number;
  interval: Interval;
  buckets: Bucket[];
  series: SplitSeries[] | null;
  compare: { range: TimeRange; total: number; change: number | null } | null;
  elsewhere: Elsewhere | null;
}

export interface Hit {
  index: string;
  id: string;
  at: Millis | null;
  fields: Record<string, unknown>;
  cut: string[];
}

export interface Hits extends Inspectable {
  range: TimeRange;
  total: number;
  hits: Hit[];
  next: string | null;
  end: string | null;
}

export interface DocumentField {
  name: string;
  type: FieldType;
  value: unknown;
  filter: string | null;
  exists: string;
}

export interface DocumentAnswer extends Inspectable {
  index: string;
  id: string;
  at: Millis | null;
  source: unknown;
  fields: DocumentField[];
}

export interface ReportSummary {
  name: string;
  title: string;
  question: string;
}

export type ColumnKind = 'text' | 'count' | 'number' | 'duration' | 'share' | 'factor' | 'change' | 'spark';

export interface ReportColumn {
  key: string;
  title: string;
  kind: ColumnKind;
  unit: string | null;
  sorted: boolean;
  help: string | null;
}

export interface ReportRow {
  kind: 'value' | 'other' | 'total';
  label: string;
  rank: number | null;
  cells: Record<string, number | string | null>;
  previous: Record<string, number | null>;
  spark: number[];
  note: string | null;
  filters: string[];
  discover: string | null;
}

export interface Report extends Inspectable {
  name: string;
  title: string;
  question: string;
  answer: string;
  range: TimeRange;
  compare: TimeRange | null;
  columns: ReportColumn[];
  rows: ReportRow[];
  total: ReportRow | null;
  sparkAt: Millis[];
  sparkInterval: Interval;
  rule: string | null;
  notes: string[];
  empty: { message: string; elsewhere: Elsewhere | null } | null;
}

export interface IngestInput {
  region: string | null;
  instance: string;
  pipeline: string;
  id: string;
  name: string;
  received: number;
  out: number;
  parseFailures: number;
  dropped: number;
  lossShare: number | null;
  lastEvent: Instant | null;
  ratePerSecond: number | null;
  series: { received: number[]; out: number[]; parseFailures: number[]; dropped: number[] };
}

export interface IngestOutput {
  region: string | null;
  instance: string;
  pipeline: string;
  id: string;
  name: string;
  out: number;
  failed: number;
  retries: number;
  /** How many of the failed are kept as dead letters. */
  deadLetters: number;
  lastReason: string | null;
  lastDeadLetter: Instant | null;
  lastEvent: Instant | null;
  series: { out: number[]; failed: number[]; retries: number[]; deadLetters: number[] };
}

/** What the filter `pii` did with one kind of personal data in one field. */
export interface PersonalDataCount {
  field: string;
  kind: string;
  action: string;
  count: number;
}

export interface IndexInfo {
  name: string;
  health: string;
  documents: number;
  bytes: number;
  day: string | null;
  ageDays: number | null;
}

export interface Ingest extends Inspectable {
  range: TimeRange;
  interval: Interval;
  at: Millis[];
  inputs: IngestInput[];
  outputs: IngestOutput[];
  personalData: PersonalDataCount[];
  totals: {
    received: number;
    out: number;
    parseFailures: number;
    dropped: number;
    lossShare: number | null;
    sent: number;
    failed: number;
    retries: number;
    deadLetters: number;
  };
  lastReport: Instant | null;
  store: { documents: number; bytes: number; indices: IndexInfo[] };
}
