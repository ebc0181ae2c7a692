import { Button } from '@mantine/core';
import { Failure } from '../shared/failure/Failure';
import { formatBytes, plural } from '../shared/format/numbers';
import { formatAgo } from '../shared/format/time';
import { Inspector } from '../shared/inspector/Inspector';
import { Notice } from '../shared/states/Notice';
import { Waiting } from '../shared/states/Waiting';
import { useView } from '../shared/url/useView';
import classes from './IngestPage.module.css';
import { DeadLettersTable } from './dead-letters-table/DeadLettersTable';
import { hasDeadLetters } from './dead-letters-table/dead-letters';
import { IndicesTable } from './indices-table/IndicesTable';
import { InputsTable } from './inputs-table/InputsTable';
import { OutputsTable } from './outputs-table/OutputsTable';
import { PersonalDataTable } from './personal-data-table/PersonalDataTable';
import { Totals } from './totals/Totals';
import { useIngest } from './useIngest';

/** A collector that has not written for this long is late: it writes every ten seconds. */
const lateMs = 35_000;

/** What came in, what went on, what was lost on the way, and where it lies. */
export default function IngestPage() {
  const [view] = useView();
  const t = view.t ?? '-1h';
  const { data, error, refetch, isPlaceholderData, dataUpdatedAt } = useIngest(t, view.tz);

  if (error && !data) return <Failure error={error} onAgain={() => void refetch()} />;
  if (!data) {
    return (
      <div className={classes.page}>
        <Waiting height={92} label="Reading the totals" />
        <Waiting height={280} label="Reading the inputs" />
      </div>
    );
  }
  const last = data.lastReport === null ? null : Date.parse(data.lastReport);
  const withLetters = data.outputs.filter(hasDeadLetters);
  const late = last !== null && dataUpdatedAt - last > lateMs;
  return (
    <div className={classes.page} data-stale={isPlaceholderData || undefined}>
      <header className={classes.head}>
        <div>
          <h1 className={classes.title}>Ingest</h1>
          <p className={classes.lead}>
            {data.range.label === t ? 'Counted by the collectors, every 10 s' : `${data.range.label}, counted by the collectors every 10 s`}
            {last !== null && !late && <> · last report {formatAgo(last, dataUpdatedAt)}</>}
          </p>
        </div>
        <Inspector requests={data.requests} tookMs={data.tookMs} />
      </header>
      {late && (
        <Notice
          compact
          tone="warn"
          title={`No collector has reported for ${formatAgo(last, dataUpdatedAt).replace(' ago', '')}`}
          testId="ingest-late"
        >
          It reports every 10 seconds. Either none runs, or it cannot reach the store; events then wait in its queue.
        </Notice>
      )}
      {error && (
        <Notice
          compact
          tone="warn"
          title="These numbers are not fresh"
          action={
            <Button size="compact-sm" onClick={() => void refetch()}>
              Try again
            </Button>
          }
        >
          {error.message}
        </Notice>
      )}
      {data.inputs.length > 0 && <Totals ingest={data} />}
      <section className={classes.section}>
        <h2 className={classes.heading}>Inputs</h2>
        {data.inputs.length > 0 ? (
          <InputsTable inputs={data.inputs} now={dataUpdatedAt} />
        ) : (
          <Notice
            compact
            title={last === null ? 'No collector has reported yet' : 'No collector reported in this range'}
            testId="ingest-empty"
          >
            {last === null
              ? 'A collector writes its counters ten seconds after it starts. Start one with el4k up, or el4k collect -f pipeline.conf.'
              : `The last report is from ${formatAgo(last, dataUpdatedAt)}. Choose a wider time range.`}
          </Notice>
        )}
      </section>
      {data.outputs.length > 0 && (
        <section className={classes.section}>
          <h2 className={classes.heading}>Outputs</h2>
          <OutputsTable outputs={data.outputs} now={dataUpdatedAt} />
        </section>
      )}
      {withLetters.length > 0 && (
        <section className={classes.section}>
          <h2 className={classes.heading}>
            Dead letters <span className={classes.sum}>what a target refused for good, kept where the collector runs</span>
          </h2>
          <DeadLettersTable outputs={withLetters} now={dataUpdatedAt} />
        </section>
      )}
      {data.personalData.length > 0 && (
        <section className={classes.section}>
          <h2 className={classes.heading}>
            Personal data <span className={classes.sum}>what the filter pii found, and did before it reached the store</span>
          </h2>
          <PersonalDataTable counts={data.personalData} />
        </section>
      )}
      <section className={classes.section}>
        <h2 className={classes.heading}>
          Indices{' '}
          <span className={classes.sum}>
            {plural(data.store.indices.length, 'index', 'indices')}, {plural(data.store.documents, 'document')},{' '}
            {formatBytes(data.store.bytes)}
          </span>
        </h2>
        <IndicesTable indices={data.store.indices} />
      </section>
    </div>
  );
}
