import { Button } from '@mantine/core';
import { StoreGate } from '../shared/status/StoreGate';
import { Notice } from '../shared/states/Notice';
import { useReportList } from '../shared/reports/useReport';
import { AnswerCard } from './answer-card/AnswerCard';
import { Pulse } from './pulse/Pulse';
import classes from './HomePage.module.css';

/** The answers on the first page: five questions, each with its sentence and its first three rows. */
export default function HomePage() {
  return <StoreGate>{(t) => <Answers t={t} />}</StoreGate>;
}

function Answers({ t }: { t: string }) {
  const { data, error, refetch } = useReportList();
  return (
    <div className={classes.page}>
      <Pulse t={t} />
      {error && (
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
      )}
      <div className={classes.grid}>
        {data?.reports.map((report) => (
          <AnswerCard key={report.name} summary={report} t={t} />
        ))}
      </div>
    </div>
  );
}
