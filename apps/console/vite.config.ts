import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { worldMap } from './basemap/plugin.ts';
import { chunks } from './build/chunks.ts';
import { withoutDescriptions } from './build/without-descriptions.ts';

/** Where the api of this tree listens while the console is worked on. */
const API = process.env.CONSOLE_API_URL ?? 'http://localhost:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), worldMap(), withoutDescriptions()],
  // `#libs/contracts/http` is then the TypeScript source, as everywhere else in development.
  resolve: { conditions: ['source', ...defaultClientConditions] },
  // The api puts a fresh one in its place with each answer.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: '../../dist/console',
    // `/assets` is the address of the equipment's pages.
    assetsDir: 'built',
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
    // MapLibre, which comes with the map alone; what pages load first is held by tools/check-console-size.mjs.
    chunkSizeWarningLimit: 1_100,
  },
  server: {
    port: 5173,
    proxy: {
      '/api': {
        target: API,
        changeOrigin: true,
        // The api refuses what a page of another origin changes, and the one of this server is another.
        headers: { origin: new URL(API).origin },
      },
    },
  },
});
