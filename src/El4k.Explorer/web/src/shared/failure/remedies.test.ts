import { expect, test } from 'vitest';
import { ApiError } from '../api/client';
import { explainFailure } from './remedies';

const refused = (parameter: string | null, suggestion: string | null = null, status = 400) =>
  new ApiError(status, { message: 'm', parameter, position: 0, length: 1, suggestion });

test.each([
  [refused('q'), 'Clear the query', { q: '' }],
  [refused('q', 'a:[1 TO 2]'), 'Use a:[1 TO 2]', { q: 'a:[1 TO 2]' }],
  [refused('t', '-7d'), 'Use -7d', { t: '-7d' }],
  [refused('t'), 'Use the default range', { t: null }],
  [refused('f[2]', 'ignored'), 'Remove the filters', { f: [] }],
  [refused('interval', '1h'), 'Use 1h', { interval: '1h' }],
  [refused('interval'), 'Choose the width for me', { interval: 'auto' }],
  [refused('sort'), 'Sort by time', { sort: '-@timestamp' }],
])('A refused parameter is corrected by a click (%#)', (error, action, remedy) => {
  expect(explainFailure(error)).toMatchObject({ action, remedy });
});

test.each([refused(null, null, 502), refused('q', null, 503), refused('unheard'), new Error('x')])(
  'Without a cause in the question one can only ask again (%#)',
  (error) => expect(explainFailure(error)).toEqual({ title: 'The store could not answer', action: 'Try again', remedy: null }),
);
