import type { ReactNode } from 'react';
import classes from './Notice.module.css';

interface NoticeProps {
  tone?: 'calm' | 'bad' | 'warn';
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  compact?: boolean;
  testId?: string;
}

/** Why there is nothing to see here and the one thing to do about it. */
export function Notice({ tone = 'calm', title, children, action, compact = false, testId }: NoticeProps) {
  return (
    <section
      className={classes.notice}
      data-tone={tone}
      data-compact={compact || undefined}
      data-testid={testId}
      role={tone === 'bad' ? 'alert' : 'status'}
    >
      <h2 className={classes.title}>{title}</h2>
      {children && <div className={classes.cause}>{children}</div>}
      {action && <div className={classes.action}>{action}</div>}
    </section>
  );
}
