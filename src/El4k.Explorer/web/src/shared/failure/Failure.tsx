import { Button } from '@mantine/core';
import { Notice } from '../states/Notice';
import { useView } from '../url/useView';
import { explainFailure } from './remedies';

/** Says why there is no answer, and offers the one step that helps: ask again, or correct what was asked. */
export function Failure({ error, onAgain }: { error: Error; onAgain: () => void }) {
  const [, change] = useView();
  const { title, action, remedy } = explainFailure(error);
  return (
    <Notice
      tone="bad"
      testId="error"
      title={title}
      action={
        <Button size="xs" onClick={() => (remedy ? change(remedy) : onAgain())}>
          {action}
        </Button>
      }
    >
      {error.message}
    </Notice>
  );
}
