import { useEffect, useRef } from 'react';
import type { ReportSummary } from '../../shared/api/types';
import { Link } from '../../shared/router/Link';
import { hrefOf, sharedPart } from '../../shared/url/view-state';
import { useView } from '../../shared/url/useView';
import classes from './ReportNav.module.css';

interface ReportNavProps {
  reports: readonly ReportSummary[];
  current: string | undefined;
}

/** The questions one can ask; time, filters and comparison go along from one to the next. */
export function ReportNav({ reports, current }: ReportNavProps) {
  const [view] = useView();
  const shown = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    shown.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [current]);
  return (
    <nav className={classes.nav} aria-label="Reports">
      {reports.map(({ name, title, question }) => (
        <Link
          key={name}
          ref={name === current ? shown : undefined}
          href={hrefOf(`/reports/${name}`, { ...sharedPart(view), q: view.q, f: view.f, compare: view.compare })}
          className={classes.link}
          aria-current={name === current ? 'page' : undefined}
          data-testid="report-link"
          data-report={name}
        >
          <span className={classes.title}>{title}</span>
          <span className={classes.question}>{question}</span>
        </Link>
      ))}
    </nav>
  );
}
