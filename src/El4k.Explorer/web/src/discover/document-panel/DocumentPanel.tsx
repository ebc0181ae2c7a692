import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '../../shared/api/client';
import { browserZone } from '../../shared/api/params';
import type { DocumentAnswer } from '../../shared/api/types';
import { CopyButton } from '../../shared/copy/CopyButton';
import { formatInstant, writeInstant } from '../../shared/format/time';
import { useShortcut } from '../../shared/shortcuts/shortcuts';
import { Notice } from '../../shared/states/Notice';
import { Waiting } from '../../shared/states/Waiting';
import { useView } from '../../shared/url/useView';
import { hrefOf } from '../../shared/url/view-state';
import { DocumentFields } from './DocumentFields';
import classes from './DocumentPanel.module.css';

interface DocumentPanelProps {
  index: string;
  id: string;
  /** Goes to the row before or after in the table; absent at its ends. */
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
  onClose: () => void;
}

/** How far around a document "around this time" looks. */
const aroundMs = 60_000;

/** One document in full, beside the table it was found in. */
export function DocumentPanel({ index, id, onPrevious, onNext, onClose }: DocumentPanelProps) {
  const [view, change] = useView();
  const [form, setForm] = useState('table');
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['document', index, id],
    queryFn: ({ signal }) => getJson<DocumentAnswer>(`/api/documents/${encodeURIComponent(index)}/${encodeURIComponent(id)}`, '', signal),
    placeholderData: keepPreviousData,
  });
  const zone = view.tz ?? browserZone;
  const around = data?.at == null ? null : `${writeInstant(data.at - aroundMs)}..${writeInstant(data.at + aroundMs)}`;
  useShortcut('Escape', 'Close the document', onClose);

  return (
    <aside className={classes.panel} aria-label="Document" data-testid="document-panel">
      <header className={classes.head}>
        <h2 className={classes.when}>{data?.at != null ? formatInstant(data.at, zone) : 'Document'}</h2>
        <Tooltip label="Previous row (k)">
          <ActionIcon variant="subtle" color="gray" size={30} aria-label="Previous row" disabled={!onPrevious} onClick={onPrevious}>
            <IconChevronUp size={17} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Next row (j)">
          <ActionIcon variant="subtle" color="gray" size={30} aria-label="Next row" disabled={!onNext} onClick={onNext}>
            <IconChevronDown size={17} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Close (Esc)">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={30}
            aria-label="Close the document"
            onClick={onClose}
            data-testid="close-document"
          >
            <IconX size={17} />
          </ActionIcon>
        </Tooltip>
      </header>
      <p className={classes.where}>
        {index} <span aria-hidden="true">/</span> {id}
      </p>
      <div className={classes.tools}>
        <SegmentedControl
          size="xs"
          value={form}
          onChange={setForm}
          aria-label="Form"
          data={[
            { value: 'table', label: 'Table' },
            { value: 'json', label: 'JSON' },
          ]}
        />
        {around && (
          <Button
            variant="default"
            size="compact-sm"
            title="All documents within a minute of this one, without query and filters"
            onClick={() => change({ q: '', f: [], t: around })}
          >
            Around this time
          </Button>
        )}
        <CopyButton text={window.location.origin + hrefOf('/discover', { index, t: around, doc: `${index}/${id}` })} label="Link" />
      </div>
      {error ? (
        <Notice
          compact
          tone="bad"
          title="The document cannot be shown"
          action={
            <Button size="xs" onClick={onClose}>
              Close
            </Button>
          }
        >
          {error.message}
        </Notice>
      ) : !data ? (
        <Waiting height={320} label="Loading the document" />
      ) : form === 'json' ? (
        <div className={classes.scroll} data-stale={isPlaceholderData || undefined}>
          <div className={classes.copy}>
            <CopyButton text={JSON.stringify(data.source, null, 2)} label="Copy JSON" />
          </div>
          <pre className={classes.json} data-testid="document-json">
            {JSON.stringify(data.source, null, 2)}
          </pre>
        </div>
      ) : (
        <div className={classes.scroll} data-stale={isPlaceholderData || undefined}>
          <DocumentFields fields={data.fields} zone={zone} />
        </div>
      )}
    </aside>
  );
}
