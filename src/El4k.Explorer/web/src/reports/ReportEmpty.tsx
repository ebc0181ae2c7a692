import { Button } from '@mantine/core';
import { browserZone } from '../shared/api/params';
import type { Elsewhere } from '../shared/api/types';
import { formatInstant } from '../shared/format/time';
import { Link } from '../shared/router/Link';
import { Notice } from '../shared/states/Notice';
import { hrefOf, sharedPart } from '../shared/url/view-state';
import { useView } from '../shared/url/useView';

/** Why a report has no rows, and where there would be some. */
export function ReportEmpty({ elsewhere }: { elsewhere: Elsewhere | null }) {
  const [view, change] = useView();
  const other = elsewhere?.matching ?? elsewhere?.all ?? null;
  return (
    <Notice
      title="Nothing to rank"
      testId="report-empty"
      action={
        other ? (
          <Button size="xs" onClick={() => change({ t: other.t })} data-testid="show-elsewhere">
            Show them
          </Button>
        ) : (
          <Button size="xs" variant="default" component={Link} href={hrefOf('/discover', sharedPart(view))}>
            Look at the documents
          </Button>
        )
      }
    >
      {other ? (
        <>
          The newest event is from <b>{formatInstant(Date.parse(other.last), view.tz ?? browserZone, { millis: false })}</b>.
        </>
      ) : (
        'The documents of this range may have other fields.'
      )}
    </Notice>
  );
}
