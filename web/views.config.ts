import { defineConfig } from 'vite';

/** The views alone, for reports and for pages of one's own: `dist/views/index.js` and what it loads when it is needed. */
export default defineConfig({
  base: './',
  publicDir: false,
  // A library build leaves this to whoever bundles it; this one is used as it is.
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: '../dist/views',
    emptyOutDir: true,
    target: 'es2022',
    minify: true,
    chunkSizeWarningLimit: 20_000,
    reportCompressedSize: false,
    lib: { entry: '../src/views/index.ts', formats: ['es'], fileName: 'index' },
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
