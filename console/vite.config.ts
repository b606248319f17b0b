import { defineConfig } from 'vite';

// Static files for the centre's jar: names hold a digest, nothing is inlined (the content security policy forbids it).
export default defineConfig({
  base: '/',
  build: {
    outDir: 'target/classes/console',
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: true,
  },
  server: { proxy: { '/api': { target: 'https://127.0.0.1:8443', secure: false } } },
});
