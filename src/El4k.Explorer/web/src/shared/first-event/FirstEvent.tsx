import { Button, Tabs } from '@mantine/core';
import type { Status } from '../api/types';
import { CopyButton } from '../copy/CopyButton';
import { dotnetExample, httpExample } from './examples';
import classes from './FirstEvent.module.css';

/** Says how to send the first event. The page that shows it asks the store every two seconds and moves on by itself. */
export function FirstEvent({ status }: { status: Status }) {
  const examples = [
    ...status.firstEvent,
    { title: '.NET', command: dotnetExample },
    { title: 'curl to the store', command: httpExample(status.store.url) },
  ];
  return (
    <section className={classes.page} data-testid="first-event">
      <h1 className={classes.title}>Everything is running. Send the first event.</h1>
      <p className={classes.lead}>
        The store is up and has no document in <code>{status.index}</code> yet. Paste one of these lines into a terminal:
      </p>
      <Tabs defaultValue="0" className={classes.tabs} keepMounted={false}>
        <Tabs.List>
          {examples.map(({ title }, i) => (
            <Tabs.Tab key={title} value={String(i)}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {examples.map(({ title, command }, i) => (
          <Tabs.Panel key={title} value={String(i)} className={classes.panel}>
            <pre className={classes.code}>{command}</pre>
            <CopyButton text={command} />
          </Tabs.Panel>
        ))}
      </Tabs>
      <p className={classes.waiting} role="status">
        <span className={classes.pulse} aria-hidden="true" />
        Waiting for an event: this page opens by itself when one arrives.
      </p>
      <p className={classes.demo}>
        No service at hand? <code>el4k demo</code> sends thirty days of believable report traffic.
        {status.index !== 'logstash-*' && (
          <Button component="a" href="/" variant="subtle" size="compact-sm">
            Look at logstash-* instead
          </Button>
        )}
      </p>
    </section>
  );
}
