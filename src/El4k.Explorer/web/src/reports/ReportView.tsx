import { Button, NativeSelect } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { ApiError } from '../shared/api/client';
import { Failure } from '../shared/failure/Failure';
import { FilterPills } from '../shared/filter-pills/FilterPills';
import { Inspector } from '../shared/inspector/Inspector';
import { startRows, useReport } from '../shared/reports/useReport';
import { Link } from '../shared/router/Link';
import { Notice } from '../shared/states/Notice';
import { Waiting } from '../shared/states/Waiting';
import type { Compare } from '../shared/url/view-state';
import { useView } from '../shared/url/useView';
import { ReportEmpty } from './ReportEmpty';
import { ReportTable } from './report-table/ReportTable';
import classes from './ReportView.module.css';

const rowChoices = ['10', '25', '50', '100'];

/** One question: its answer in a sentence, and the ranked rows that support it. */
export function ReportView({ name, t }: { name: string; t: string }) {
  const [view, change] = useView();
  const [size, setSize] = useState(startRows);
  const { data: report, error, refetch, isPlaceholderData } = useReport(name, view, t, size);

  if (error instanceof ApiError && error.status === 404 && error.problem.parameter === null) {
    return (
      <Notice
        tone="bad"
        testId="error"
        title="There is no such report"
        action={
          <Button size="xs" component={Link} href="/reports">
            Show the first report
          </Button>
        }
      >
        {error.message}
      </Notice>
    );
  }
  if (error) return <Failure error={error} onAgain={() => void refetch()} />;
  if (!report) {
    return (
      <div className={classes.report}>
        <Waiting height={96} label="Computing the answer" />
        <Waiting height={420} label="Computing the report" />
      </div>
    );
  }

  return (
    <article className={classes.report} data-stale={isPlaceholderData || undefined} data-testid="report" data-report={report.name}>
      <header>
        <p className={classes.question}>{report.question}</p>
        <h1 className={classes.answer} data-testid="report-answer">
          {report.answer}
        </h1>
        <p className={classes.meta}>
          {report.range.label}
          {report.compare && `, compared with ${report.compare.label.replace(/^The /, 'the ')}`}
        </p>
      </header>
      <div className={classes.tools}>
        <FilterPills showQuery />
        <span className={classes.space} />
        <label className={classes.control}>
          Compare with
          <NativeSelect
            size="xs"
            value={view.compare ?? 'previous'}
            onChange={(event) =>
              change(
                { compare: event.currentTarget.value === 'previous' ? null : (event.currentTarget.value as Compare) },
                { replace: true },
              )
            }
            data={[
              { value: 'previous', label: 'the period before' },
              { value: 'week', label: 'last week' },
              { value: 'year', label: 'last year' },
              { value: 'none', label: 'nothing' },
            ]}
          />
        </label>
        <label className={classes.control}>
          Rows
          <NativeSelect size="xs" value={String(size)} onChange={(event) => setSize(Number(event.currentTarget.value))} data={rowChoices} />
        </label>
        <Inspector requests={report.requests} tookMs={report.tookMs} />
      </div>
      {report.empty ? <ReportEmpty elsewhere={report.empty.elsewhere} /> : <ReportTable report={report} />}
      {(report.rule || report.notes.length > 0) && (
        <aside className={classes.notes}>
          <IconInfoCircle size={16} aria-hidden="true" />
          <ul>
            {report.rule && <li>{report.rule}</li>}
            {report.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </aside>
      )}
    </article>
  );
}
