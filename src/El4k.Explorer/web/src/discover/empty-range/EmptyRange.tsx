import { Button } from '@mantine/core';
import { browserZone } from '../../shared/api/params';
import type { Elsewhere, Extent } from '../../shared/api/types';
import { formatCount, plural } from '../../shared/format/numbers';
import { formatInstant } from '../../shared/format/time';
import { Notice } from '../../shared/states/Notice';
import { useView } from '../../shared/url/useView';

/** Says why nothing is in view and leads to where the data is. */
export function EmptyRange({ elsewhere }: { elsewhere: Elsewhere | null }) {
  const [view, change] = useView();
  const zone = view.tz ?? browserZone;
  const narrowed = view.q !== '' || view.f.some(({ disabled }) => !disabled);
  const matching = elsewhere?.matching ?? null;
  const all = elsewhere?.all ?? null;
  const newest = (extent: Extent) => formatInstant(Date.parse(extent.last), zone, { millis: false });
  const dropNarrowing = (
    <Button key="drop" variant="default" size="xs" onClick={() => change({ q: '', f: [] })}>
      Remove query and filters
    </Button>
  );

  if (matching) {
    return (
      <Notice
        title="Nothing in this time range"
        testId="empty-range"
        action={
          <>
            <Button size="xs" onClick={() => change({ t: matching.t })} data-testid="show-elsewhere">
              Show {matching.count === 1 ? 'it' : `all ${formatCount(matching.count)}`}
            </Button>
            {narrowed && dropNarrowing}
          </>
        }
      >
        {plural(matching.count, 'document')} {narrowed ? 'at other times match. The newest' : 'lie at other times. The newest event'} is
        from <b>{newest(matching)}</b>.
      </Notice>
    );
  }
  if (all && narrowed) {
    return (
      <Notice title="Nothing matches" testId="empty-range" action={dropNarrowing}>
        No document at any time fits the query and the filters. Without them there are {plural(all.count, 'document')}; the newest is from{' '}
        <b>{newest(all)}</b>.
      </Notice>
    );
  }
  if (all) {
    return (
      <Notice
        title="Nothing in this time range"
        testId="empty-range"
        action={
          <Button size="xs" onClick={() => change({ t: all.t })} data-testid="show-elsewhere">
            Show it
          </Button>
        }
      >
        The newest event is from <b>{newest(all)}</b>.
      </Notice>
    );
  }
  return (
    <Notice title="No documents" testId="empty-range" action={narrowed ? dropNarrowing : undefined}>
      Nothing is stored in <code>{view.index ?? 'logstash-*'}</code>.
    </Notice>
  );
}
