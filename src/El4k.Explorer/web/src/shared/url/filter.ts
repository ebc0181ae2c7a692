/** One filter of the address: `[~][-]field:value`, see docs/api/explorer.md. */
export interface Filter {
  readonly field: string;
  /** The part after the colon as written: `acme`, `"a, b"`, `*`, `>500`, `500..599`. */
  readonly value: string;
  readonly negated: boolean;
  readonly disabled: boolean;
}

/** Reads a filter. `null` when there is no field or no value, which only a hand-edited address can bring about. */
export function parseFilter(text: string): Filter | null {
  let at = 0;
  const disabled = text[at] === '~';
  if (disabled) at++;
  const negated = text[at] === '-';
  if (negated) at++;
  let field = '';
  for (; at < text.length && text[at] !== ':'; at++) {
    if (text[at] === '\\' && at + 1 < text.length) at++;
    field += text[at];
  }
  const value = text.slice(at + 1);
  return field === '' || value === '' ? null : { field, value, negated, disabled };
}

/** Writes a filter; the opposite of {@link parseFilter}. */
export function writeFilter({ field, value, negated, disabled }: Filter): string {
  const name = field.replace(/[\\:]/g, '\\$&').replace(/^[-~]/, '\\$&');
  return `${disabled ? '~' : ''}${negated ? '-' : ''}${name}:${value}`;
}

/** Writes a plain value so that it is taken literally. */
export function quoteValue(value: string): string {
  const literal = value !== '' && value === value.trim() && !/[",*?\\]|\.\.|^[<>]/.test(value);
  return literal ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Takes the quotes off a value written by {@link quoteValue}; anything else comes back as it is. */
export function unquoteValue(value: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"$/s.exec(value);
  return quoted ? quoted[1]!.replace(/\\(.)/gs, '$1') : value;
}

/** A filter for documents with exactly this value, or for all others. */
export function valueFilter(field: string, value: string | number | boolean, negated = false): Filter {
  return { field, value: quoteValue(String(value)), negated, disabled: false };
}

/** A filter for documents that have the field at all. */
export function existsFilter(field: string, negated = false): Filter {
  return { field, value: '*', negated, disabled: false };
}

/** Adds a filter. One that says the same or the opposite is replaced: for and out of one value cannot both be meant. */
export function addFilter(filters: readonly Filter[], added: Filter): Filter[] {
  const same = (filter: Filter) => filter.field === added.field && filter.value === added.value;
  const at = filters.findIndex(same);
  if (at < 0) return [...filters, added];
  return filters.map((filter, i) => (i === at ? added : filter)).filter((filter, i) => i === at || !same(filter));
}

/** What a filter says in words: the field, how it relates, and the value for people. */
export function describeFilter({ field, value, negated }: Filter): { field: string; relation: string; value: string } {
  if (value === '*') return { field, relation: negated ? 'does not exist' : 'exists', value: '' };
  const compared = /^([<>]=?)(.+)$/s.exec(value);
  if (compared) {
    const sign = compared[1]!.replace('>=', '≥').replace('<=', '≤');
    return { field, relation: negated ? `not ${sign}` : sign, value: compared[2]!.trim() };
  }
  if (isList(value)) return { field, relation: negated ? 'none of' : 'one of', value: splitList(value).map(unquoteValue).join(', ') };
  if (!value.startsWith('"') && value.includes('..')) {
    const [low, high] = value.split('..', 2) as [string, string];
    if (low === '') return { field, relation: negated ? 'not ≤' : '≤', value: high };
    if (high === '') return { field, relation: negated ? 'not ≥' : '≥', value: low };
    return { field, relation: negated ? 'not in' : 'in', value: `${low} – ${high}` };
  }
  return { field, relation: negated ? 'is not' : 'is', value: unquoteValue(value) };
}

/** Splits `500,"a, b"` at the commas outside quotes. */
export function splitList(value: string): string[] {
  return value.match(/"(?:[^"\\]|\\.)*"|[^,]+/gs) ?? [];
}

function isList(value: string): boolean {
  return splitList(value).length > 1;
}
