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
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['./dev/vitest-setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    testTimeout: 30_000,
  },
});
