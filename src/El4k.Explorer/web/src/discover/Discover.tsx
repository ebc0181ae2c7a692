import { Button, Drawer } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { Hit } from '../shared/api/types';
import { Failure } from '../shared/failure/Failure';
import { useFields } from '../shared/fields/useFields';
import { FilterPills } from '../shared/filter-pills/FilterPills';
import { useShortcut } from '../shared/shortcuts/shortcuts';
import { Waiting } from '../shared/states/Waiting';
import { parseDoc } from '../shared/url/view-state';
import { useView } from '../shared/url/useView';
import classes from './Discover.module.css';
import { DocumentPanel } from './document-panel/DocumentPanel';
import { DocumentTable } from './document-table/DocumentTable';
import { EmptyRange } from './empty-range/EmptyRange';
import { FieldSidebar } from './field-sidebar/FieldSidebar';
import { Histogram } from './histogram/Histogram';
import { QueryBar } from './query-bar/QueryBar';
import { useHistogram, useHits } from './useDiscover';

/** The parts of Discover and how they share the window. */
export function Discover({ t }: { t: string }) {
  const [view, change] = useView();
  const [fieldsOpen, setFieldsOpen] = useState(false);
  const fields = useFields(view.index);
  const histogram = useHistogram(view, t);
  const hits = useHits(view, t);
  const { fetchNextPage, isFetchingNextPage } = hits;
  const rows = hits.data?.pages.flatMap((page) => page.hits) ?? [];
  const lastPage = hits.data?.pages[hits.data.pages.length - 1];
  const doc = view.doc === null ? null : parseDoc(view.doc);
  const at = rows.findIndex((hit) => view.doc === `${hit.index}/${hit.id}`);
  const known = fields.data?.fields ?? [];
  const error = histogram.error ?? hits.error;

  const open = useCallback((hit: Hit) => change({ doc: `${hit.index}/${hit.id}` }, { replace: view.doc !== null }), [change, view.doc]);
  const close = useCallback(() => change({ doc: null }, { replace: true }), [change]);
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const previous = rows[at - 1];
  const next = rows[at + 1];
  useShortcut('j', 'Next document', () => next && open(next));
  useShortcut('k', 'Previous document', () => previous && at >= 0 && open(previous));

  return (
    <div className={classes.page} data-panel={doc !== null || undefined}>
      <div className={classes.search}>
        <QueryBar t={t} />
        <div className={classes.filters}>
          <Button
            className={classes.fieldsButton}
            variant="default"
            size="compact-sm"
            leftSection={<IconListDetails size={15} />}
            onClick={() => setFieldsOpen(true)}
          >
            Fields
          </Button>
          <FilterPills />
        </div>
      </div>
      <div className={classes.sidebar}>
        <FieldSidebar fields={known} t={t} />
      </div>
      <div className={classes.results}>
        {error ? (
          <Failure error={error} onAgain={() => void Promise.all([histogram.refetch(), hits.refetch()])} />
        ) : (
          <>
            {histogram.data ? (
              <Histogram answer={histogram.data} fields={known} stale={histogram.isPlaceholderData} />
            ) : (
              <Waiting height={184} label="Counting documents" />
            )}
            {histogram.data?.total === 0 && !histogram.isPlaceholderData ? (
              <EmptyRange elsewhere={histogram.data.elsewhere} />
            ) : lastPage ? (
              <DocumentTable
                hits={rows}
                total={lastPage.total}
                fields={known}
                end={lastPage.end}
                hasMore={hits.hasNextPage}
                stale={hits.isPlaceholderData}
                onMore={more}
                onOpen={open}
              />
            ) : (
              <Waiting height="100%" label="Loading documents" />
            )}
          </>
        )}
      </div>
      {doc && (
        <div className={classes.panel}>
          <DocumentPanel
            {...doc}
            onPrevious={previous && at >= 0 ? () => open(previous) : undefined}
            onNext={next && at >= 0 ? () => open(next) : undefined}
            onClose={close}
          />
        </div>
      )}
      <Drawer opened={fieldsOpen} onClose={() => setFieldsOpen(false)} title="Fields" size="xs">
        <FieldSidebar fields={known} t={t} />
      </Drawer>
    </div>
  );
}
