import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { vi } from 'vitest';
import { App } from '../src/App';
import { navigate } from '../src/shared/router/location';
import { FixtureAnswers, Refusal } from './fixtures/answers';

/** The moment all fixtures are made for: a Wednesday noon. */
export const fixtureNow = Date.parse('2026-11-25T12:00:00Z');

/** Renders the whole app at an address, answered from fixtures or by `instead`. Gives the user and the requests made so far. */
export function renderApp(address: string, instead?: () => Promise<Response>) {
  const answers = new FixtureAnswers(fixtureNow);
  const asked: string[] = [];
  vi.stubGlobal('fetch', (input: string) => {
    asked.push(input);
    if (instead) return instead();
    const url = new URL(input, 'http://localhost');
    try {
      return Promise.resolve(Response.json(answers.answer(url.pathname, url.searchParams)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return Promise.resolve(Response.json({ error: error.problem }, { status: error.status }));
    }
  });
  navigate(address, { replace: true });
  render(<App env="test" />);
  return { user: userEvent.setup(), asked };
}

/** The query of the address bar, as parameters. */
export function addressParams(): URLSearchParams {
  return new URLSearchParams(window.location.search);
}
