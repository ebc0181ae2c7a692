import { ApiError } from '../api/client';
import { defaultSort, type ViewState } from '../url/view-state';

/** What went wrong in words, and what a click can do about it. */
export interface Explanation {
  readonly title: string;
  readonly action: string;
  /** The change of the view that helps; `null` where only asking again can. */
  readonly remedy: Partial<ViewState> | null;
}

type Remedy = Omit<Explanation, 'remedy'> & { remedy: Partial<ViewState>; suggest?: (text: string) => Partial<ViewState> };

const remedies: Record<string, Remedy> = {
  q: { title: 'The query cannot be understood', action: 'Clear the query', remedy: { q: '' }, suggest: (q) => ({ q }) },
  t: { title: 'The time range cannot be understood', action: 'Use the default range', remedy: { t: null }, suggest: (t) => ({ t }) },
  tz: { title: 'The time zone is not known', action: "Use the browser's zone", remedy: { tz: null }, suggest: (tz) => ({ tz }) },
  f: { title: 'A filter cannot be understood', action: 'Remove the filters', remedy: { f: [] } },
  interval: {
    title: 'There would be too many bars',
    action: 'Choose the width for me',
    remedy: { interval: 'auto' },
    suggest: (interval) => ({ interval }),
  },
  split: { title: 'The bars cannot be split by this field', action: 'Do not split', remedy: { split: null } },
  sort: { title: 'The table cannot be sorted by this field', action: 'Sort by time', remedy: { sort: defaultSort } },
};

/** Finds the cause of a failure in what was asked. Without one the store is at fault, and asking again may help. */
export function explainFailure(error: Error): Explanation {
  const parameter = error instanceof ApiError && !error.transient ? error.problem.parameter : null;
  const known = parameter === null ? undefined : remedies[parameter.replace(/\[\d+\]$/, '')];
  if (!known) return { title: 'The store could not answer', action: 'Try again', remedy: null };
  const suggestion = (error as ApiError).problem.suggestion;
  if (suggestion && known.suggest) return { title: known.title, action: `Use ${suggestion}`, remedy: known.suggest(suggestion) };
  return { title: known.title, action: known.action, remedy: known.remedy };
}
