import { useCallback, useMemo } from 'react';
import { navigate, usePlace } from '../router/location';
import { readView, writeView, type ViewState } from './view-state';

/** Changes part of the view in the address. `replace` for what Back should not walk through one by one. */
export type ChangeView = (part: Partial<ViewState>, options?: { replace?: boolean }) => void;

/** The view in the address and how to change it: the address is the only place where it is kept. */
export function useView(): [ViewState, ChangeView] {
  const { search } = usePlace();
  const view = useMemo(() => readView(search), [search]);
  const change = useCallback<ChangeView>((part, options) => {
    const { pathname, search: now } = window.location;
    navigate(pathname + writeView({ ...readView(now), ...part }), options);
  }, []);
  return [view, change];
}
