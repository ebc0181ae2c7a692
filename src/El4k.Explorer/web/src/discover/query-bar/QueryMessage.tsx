import { IconAlertTriangle } from '@tabler/icons-react';
import classes from './QueryMessage.module.css';

interface QueryMessageProps {
  id: string;
  problem: { message: string; suggestion: string | null };
  severe: boolean;
  onTake: (query: string) => void;
}

/** What is wrong with the query, and the corrected query one click away. */
export function QueryMessage({ id, problem, severe, onTake }: QueryMessageProps) {
  return (
    <p className={classes.message} id={id} role={severe ? 'alert' : 'status'} data-severe={severe || undefined} data-testid="query-message">
      <IconAlertTriangle size={15} aria-hidden="true" />
      <span>{problem.message}</span>
      {problem.suggestion && (
        <button type="button" className={classes.take} onClick={() => onTake(problem.suggestion!)}>
          Use <code>{problem.suggestion}</code>
        </button>
      )}
    </p>
  );
}
