import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getJson } from '../../shared/api/client';
import { scopeQuery } from '../../shared/api/params';
import type { HistogramAnswer } from '../../shared/api/types';
import { Sparkline } from '../../shared/charts/Sparkline';
import { formatChange, formatCount } from '../../shared/format/numbers';
import { formatAgo } from '../../shared/format/time';
import { Link } from '../../shared/router/Link';
import { useStatus } from '../../shared/status/useStatus';
import { nameOf } from '../../shared/time-bar/ranges';
import { hrefOf, sharedPart } from '../../shared/url/view-state';
import { useView } from '../../shared/url/useView';
import classes from './Pulse.module.css';

/** What is arriving: how much in the range, how that compares, and how fresh the newest event is. */
export function Pulse({ t }: { t: string }) {
  const [view] = useView();
  const { data: status } = useStatus(view.index);
  const query = scopeQuery(view, t, { compare: 'previous' });
  const { data } = useQuery({
    queryKey: ['histogram', query],
    queryFn: ({ signal }) => getJson<HistogramAnswer>('/api/discover/histogram', query, signal),
    placeholderData: keepPreviousData,
  });
  const newest = status?.data?.last;
  return (
    <section className={classes.pulse} aria-label="What is arriving">
      <div>
        <p className={classes.label}>{data && data.range.label !== t ? data.range.label : nameOf(t)}</p>
        <p className={classes.total}>
          <strong data-testid="total" data-total={data?.total}>
            {data ? formatCount(data.total) : '–'}
          </strong>{' '}
          documents
          {data?.compare?.change != null && (
            <span className={classes.change}>{formatChange(data.compare.change)} against the period before</span>
          )}
        </p>
      </div>
      <Link href={hrefOf('/discover', sharedPart(view))} className={classes.course} aria-label="Show these documents in Discover">
        {data && <Sparkline values={data.buckets.map(({ count }) => count)} label="Documents over time" width={360} height={40} />}
      </Link>
      {newest && (
        <p className={classes.fresh}>
          Newest event <b>{formatAgo(Date.parse(newest), Date.now())}</b>
        </p>
      )}
    </section>
  );
}
