import { useDebouncedValue } from '@mantine/hooks';
import { useFields } from '../../shared/fields/useFields';
import type { ViewState } from '../../shared/url/view-state';
import { useTopValues } from '../useDiscover';
import { rank, type Completable } from './completion';

/** A long list helps nobody and costs every key press. */
const mostChoices = 8;
const valuesAsked = 50;

/** The field names or values that fit what is being written. Values are those of the documents in the time range. */
export function useChoices(view: ViewState, t: string, target: Completable | null): string[] {
  const { data: known } = useFields(view.index);
  const [field] = useDebouncedValue(target?.kind === 'value' ? target.field : '', 80);
  const aggregatable = known?.fields.some(({ name, aggregatable: can }) => can && name === field) ?? false;
  const { data: top } = useTopValues({ ...view, q: '', f: [] }, t, field, valuesAsked, aggregatable);
  if (!target) return [];
  if (target.kind === 'field') {
    const names = rank(known?.fields.map(({ name }) => name) ?? [], target.prefix, mostChoices);
    return names.length === 1 && names[0] === target.prefix ? [] : names;
  }
  if (top?.field !== target.field) return [];
  const values = rank(
    top.values.map(({ label }) => label),
    target.prefix,
    mostChoices,
  );
  return values.length === 1 && values[0] === target.prefix ? [] : values;
}
