import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { FirstEvent } from '../first-event/FirstEvent';
import { Notice } from '../states/Notice';
import { useView } from '../url/useView';
import { useStatus } from './useStatus';

interface StoreGateProps {
  /** Gets the time range that holds. */
  children: (t: string) => ReactNode;
}

/** Shows a page unless the store is away or empty; then it says what is missing and what to do. */
export function StoreGate({ children }: StoreGateProps) {
  const [view] = useView();
  const { data: status, error, refetch } = useStatus(view.index);
  const again = (
    <Button size="xs" onClick={() => void refetch()}>
      Try again
    </Button>
  );

  if (error && !status) {
    return (
      <Notice tone="bad" title="The explorer cannot be reached" action={again} testId="error">
        {error.message} This page asks again by itself every two seconds.
      </Notice>
    );
  }
  // An address that names its range need not wait for the default one.
  if (!status) return view.t === null ? null : children(view.t);
  if (!status.store.reachable) {
    return (
      <Notice tone="bad" title="The store cannot be reached" action={again} testId="error">
        {status.store.error ?? 'It does not answer.'} The explorer looks for it at <code>{status.store.url}</code> and asks again by itself.
      </Notice>
    );
  }
  if (!status.data) return <FirstEvent status={status} />;
  return children(view.t ?? status.defaultRange);
}
