import type { Plugin } from 'vite';

type Fixtures = typeof import('./fixtures/answers');

/** Lets `npm run dev` answer `/api/*` without a backend. Never part of a build. */
export function fixtureApi(): Plugin {
  return {
    name: 'el4k-fixture-api',
    apply: 'serve',
    async configureServer(server) {
      const { FixtureAnswers, Refusal } = (await server.ssrLoadModule('/dev/fixtures/answers.ts')) as Fixtures;
      const answers = new FixtureAnswers(Date.now());
      server.middlewares.use((request, response, next) => {
        const url = new URL(request.url ?? '/', 'http://localhost');
        if (!url.pathname.startsWith('/api/')) return next();
        let status = 200;
        let body: unknown;
        try {
          body = answers.answer(url.pathname, url.searchParams);
        } catch (error) {
          const refusal = error instanceof Refusal ? error : new Refusal(500, { message: String(error) });
          status = refusal.status;
          body = { error: { parameter: null, position: null, length: null, suggestion: null, ...refusal.problem } };
        }
        response.statusCode = status;
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(body));
      });
    },
  };
}
