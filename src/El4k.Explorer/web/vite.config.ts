import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { fixtureApi } from './dev/fixture-api.ts';

/** `EL4K_API` points the dev server at a running explorer; without it `npm run dev` answers from fixtures. */
const backend = process.env['EL4K_API'];

export default defineConfig({
  plugins: [react(), ...(backend ? [] : [fixtureApi()])],
  server: {
    host: '127.0.0.1',
    ...(backend ? { proxy: { '/api': backend } } : {}),
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    // The licences of what is bundled ask to be handed on with it.
    license: { fileName: 'licenses.txt' },
  },
  test: {
    restoreMocks: true,
    testTimeout: 30_000,
    // Plain functions need no browser; components get one.
    projects: [
      { extends: true, test: { name: 'functions', environment: 'node', include: ['src/**/*.test.ts'] } },
      {
        extends: true,
        test: { name: 'components', environment: 'jsdom', include: ['src/**/*.test.tsx'], setupFiles: ['./dev/vitest-setup.ts'] },
      },
    ],
  },
});
