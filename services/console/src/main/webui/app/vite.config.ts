import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';

// In development the page comes from Vite and everything else from a running installation.
const installation = loadEnv('', '.', 'CERTYN_')['CERTYN_URL'] ?? 'http://127.0.0.1:8080';
const passed = ['/api', '/auth', '/relay', '/problems', '/version'];

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2024',
    // The Content-Security-Policy allows no inline script and no data: script.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: {
    proxy: Object.fromEntries(
      passed.map((path) => [path, { target: installation, changeOrigin: true, ws: true }]),
    ),
  },
});
