import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { ReportRow, ReportSummary } from '../../shared/api/types';
import { explainFailure } from '../../shared/failure/remedies';
import { Change } from '../../shared/reports/Change';
import { cellText, sortedColumn } from '../../shared/reports/cells';
import { shortenLink } from '../../shared/reports/links';
import { useReport } from '../../shared/reports/useReport';
import { Link } from '../../shared/router/Link';
import { Waiting } from '../../shared/states/Waiting';
import { hrefOf, sharedPart } from '../../shared/url/view-state';
import { useView } from '../../shared/url/useView';
import classes from './AnswerCard.module.css';

const rowsShown = 3;

/** One question with its answer and the first rows behind it. */
export function AnswerCard({ summary, t }: { summary: ReportSummary; t: string }) {
  const [view, change] = useView();
  const { data: report, error, refetch, isPlaceholderData } = useReport(summary.name, view, t, rowsShown);
  const all = hrefOf(`/reports/${summary.name}`, sharedPart(view));
  const elsewhere = report?.empty?.elsewhere;
  const other = elsewhere?.matching ?? elsewhere?.all;

  return (
    <section
      className={classes.card}
      data-testid="answer-card"
      data-report={summary.name}
      data-stale={isPlaceholderData || undefined}
      aria-labelledby={`q-${summary.name}`}
    >
      <h2 className={classes.question} id={`q-${summary.name}`}>
        {summary.question}
      </h2>
      {error ? (
        <Trouble error={error} onAgain={() => void refetch()} />
      ) : !report ? (
        <Waiting height={150} label="Computing the answer" />
      ) : report.empty ? (
        <div className={classes.trouble}>
          <p>{report.empty.message}</p>
          {other && (
            <Button size="compact-sm" variant="default" onClick={() => change({ t: other.t })}>
              Show where there are some
            </Button>
          )}
        </div>
      ) : (
        <>
          <p className={classes.answer} data-testid="answer">
            {report.answer}
          </p>
          <ol className={classes.rows}>
            {report.rows
              .filter(({ kind }) => kind === 'value')
              .slice(0, rowsShown)
              .map((row) => (
                <AnswerRow key={row.label} row={row} report={report} />
              ))}
          </ol>
        </>
      )}
      <Link href={all} className={classes.all} aria-label={`All of ${summary.title}`}>
        {summary.title}
        <IconArrowRight size={14} aria-hidden="true" />
      </Link>
    </section>
  );
}

function AnswerRow({
  row,
  report,
}: {
  row: ReportRow;
  report: { columns: Parameters<typeof sortedColumn>[0]; rows: readonly ReportRow[] };
}) {
  const sorted = sortedColumn(report.columns);
  const size = (each: ReportRow) => Number(sorted ? (each.cells[sorted.key] ?? 0) : 0);
  const largest = Math.max(...report.rows.filter(({ kind }) => kind === 'value').map(size));
  return (
    <li className={classes.row}>
      <Link href={shortenLink(row.discover ?? '/discover')} className={classes.link} title={`Show the documents of ${row.label}`}>
        <span className={classes.label}>{row.label}</span>
        <span className={classes.value}>
          {sorted?.kind === 'number' && <span className={classes.unit}>{sorted.title}</span>} {sorted && cellText(sorted, row)}
        </span>
        <span className={classes.change}>
          <Change row={row} sorted={sorted} />
        </span>
        <span className={classes.bar} aria-hidden="true">
          <span style={{ width: `${largest > 0 ? (size(row) / largest) * 100 : 0}%` }} />
        </span>
      </Link>
    </li>
  );
}

function Trouble({ error, onAgain }: { error: Error; onAgain: () => void }) {
  const [, change] = useView();
  const { action, remedy } = explainFailure(error);
  return (
    <div className={classes.trouble} role="alert">
      <p>{error.message}</p>
      <Button size="compact-sm" variant="default" onClick={() => (remedy ? change(remedy) : onAgain())}>
        {action}
      </Button>
    </div>
  );
}
