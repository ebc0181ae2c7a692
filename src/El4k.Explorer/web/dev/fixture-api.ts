import type { Plugin, ViteDevServer } from 'vite';

type Fixtures = typeof import('./fixtures/answers');
type Answers = InstanceType<Fixtures['FixtureAnswers']>;

/** Lets `npm run dev` answer `/api/*` without a backend. Never part of a build. */
export function fixtureApi(): Plugin {
  return {
    name: 'el4k-fixture-api',
    apply: 'serve',
    configureServer(server) {
      let answers: Answers | undefined;
      server.middlewares.use((request, response, next) => {
        const url = new URL(request.url ?? '/', 'http://localhost');
        if (!url.pathname.startsWith('/api/')) return next();
        answer(server, url).then(({ status, body }) => {
          response.statusCode = status;
          response.setHeader('content-type', 'application/json');
          response.end(JSON.stringify(body));
        }, next);
      });

      async function answer({ ssrLoadModule }: ViteDevServer, url: URL): Promise<{ status: number; body: unknown }> {
        const { FixtureAnswers, Refusal } = (await ssrLoadModule('/dev/fixtures/answers.ts')) as Fixtures;
        if (!(answers instanceof FixtureAnswers)) answers = new FixtureAnswers(Date.now());
        try {
          return { status: 200, body: answers.answer(url.pathname, url.searchParams) };
        } catch (error) {
          const refusal = error instanceof Refusal ? error : new Refusal(500, { message: String(error) });
          return {
            status: refusal.status,
            body: { error: { parameter: null, position: null, length: null, suggestion: null, ...refusal.problem } },
          };
        }
      }
    },
  };
}
