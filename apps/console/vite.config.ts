import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { worldMap } from './basemap/plugin.ts';

/** Where the api of this tree listens while the console is worked on. */
const API = process.env.CONSOLE_API_URL ?? 'http://localhost:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), worldMap()],
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
    // Chunks run before whoever imports them: only in one with Zod is its setting there before the first schema is made.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\/|app\/jitless/ }] } },
    },
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
