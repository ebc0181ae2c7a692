import { usePlace } from '../shared/router/location';
import { StoreGate } from '../shared/status/StoreGate';
import { Notice } from '../shared/states/Notice';
import { useReportList } from '../shared/reports/useReport';
import { Button } from '@mantine/core';
import { Waiting } from '../shared/states/Waiting';
import { ReportNav } from './report-nav/ReportNav';
import { ReportView } from './ReportView';
import classes from './ReportsPage.module.css';

/** The questions on one side, the answer to one of them on the other. */
export default function ReportsPage() {
  return <StoreGate>{(t) => <Reports t={t} />}</StoreGate>;
}

function Reports({ t }: { t: string }) {
  const { path } = usePlace();
  const { data, error, refetch } = useReportList();
  const name = decodeURIComponent(path.split('/')[2] ?? '') || data?.reports[0]?.name;
  if (error) {
    return (
      <Notice
        tone="bad"
        title="The reports cannot be listed"
        action={
          <Button size="xs" onClick={() => void refetch()}>
            Try again
          </Button>
        }
        testId="error"
      >
        {error.message}
      </Notice>
    );
  }
  return (
    <div className={classes.page}>
      {data ? <ReportNav reports={data.reports} current={name} /> : <Waiting height={240} label="Loading the list of reports" />}
      {name && <ReportView key={name} name={name} t={t} />}
    </div>
  );
}
