import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { StoreRequest } from '../api/types';
import { CopyButton } from '../copy/CopyButton';
import { formatMs } from '../format/numbers';
import { useStatus } from '../status/useStatus';
import { useView } from '../url/useView';
import { asCurl } from './curl';
import classes from './Inspector.module.css';

interface InspectorProps {
  requests: readonly StoreRequest[];
  tookMs: number;
}

/** How long an answer took and, behind a click, what was asked of the store: to check a number or repeat it elsewhere. */
export function Inspector({ requests, tookMs }: InspectorProps) {
  const [opened, setOpened] = useState(false);
  const [view] = useView();
  const { data: status } = useStatus(view.index);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        onClick={() => setOpened(true)}
        title="What was asked of the store"
        className={classes.open}
        data-testid="inspect"
      >
        {formatMs(tookMs)}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={`Answered in ${formatMs(tookMs)}`} size="lg">
        {requests.length === 0 && <p>The store was not asked for this.</p>}
        {requests.map((request, i) => (
          <section key={i} className={classes.request}>
            <header className={classes.head}>
              <code>
                {request.method} {request.path}
              </code>
              <span className={classes.took}>{formatMs(request.tookMs)}</span>
              <CopyButton text={asCurl(status?.store.url ?? 'http://127.0.0.1:9200', request)} label="Copy as curl" />
            </header>
            {request.body != null && <pre className={classes.body}>{JSON.stringify(request.body, null, 2)}</pre>}
          </section>
        ))}
      </Modal>
    </>
  );
}
