import { quoteValue, splitList, unquoteValue, type Filter } from '../url/filter';

/** How a filter may compare, as the editor offers it. */
export type Operator = 'is' | 'one of' | 'exists' | '>' | '>=' | '<' | '<=' | 'between' | 'matches';

export const operators: readonly { value: Operator; label: string }[] = [
  { value: 'is', label: 'is' },
  { value: 'one of', label: 'is one of' },
  { value: 'exists', label: 'exists' },
  { value: '>', label: '>' },
  { value: '>=', label: '≥' },
  { value: '<', label: '<' },
  { value: '<=', label: '≤' },
  { value: 'between', label: 'is between (1..9)' },
  { value: 'matches', label: 'matches (* and ?)' },
];

/** Splits a written value into its operator and the text a person edits. */
export function readValue(value: string): { operator: Operator; text: string } {
  if (value === '*') return { operator: 'exists', text: '' };
  const compared = /^([<>]=?)(.+)$/s.exec(value);
  if (compared) return { operator: compared[1] as Operator, text: compared[2]!.trim() };
  if (splitList(value).length > 1) return { operator: 'one of', text: value };
  if (!value.startsWith('"')) {
    if (value.includes('..')) return { operator: 'between', text: value };
    if (/[*?]/.test(value)) return { operator: 'matches', text: value };
  }
  return { operator: 'is', text: unquoteValue(value) };
}

/** Joins operator and text to a written value; `null` while something is missing. */
export function writeValue(operator: Operator, text: string): string | null {
  if (operator === 'exists') return '*';
  if (text.trim() === '' && operator !== 'is') return null;
  switch (operator) {
    case 'is':
      return text === '' ? null : quoteValue(text);
    case 'one of':
      return splitList(text)
        .map((item) => (item.trim().startsWith('"') ? item.trim() : quoteValue(item.trim())))
        .filter((item) => item !== '""')
        .join(',');
    case 'between':
      return text.includes('..') ? text.trim() : null;
    case 'matches':
      return text.trim();
    default:
      return operator + text.trim();
  }
}

/** Builds the edited filter, keeping whether it is turned round or switched off. */
export function buildFilter(base: Filter | undefined, field: string, operator: Operator, text: string): Filter | null {
  const value = writeValue(operator, text);
  if (field.trim() === '' || value === null || value === '') return null;
  return { field: field.trim(), value, negated: base?.negated ?? false, disabled: base?.disabled ?? false };
}
