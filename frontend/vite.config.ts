import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vitest/config";
import { compressed } from "./compressed.ts";

const entry = (name: string) => fileURLToPath(new URL(`src/entries/${name}.ts`, import.meta.url));

// Built files land inside the Python package, where Django and the wheel find them.
export default defineConfig({
  base: "/static/dist/",
  plugins: [tailwindcss(), svelte(), compressed()],
  build: {
    outDir: "../livesell/static/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: Object.fromEntries(
        ["site", "room", "studio", "terms", "check", "banned", "ui", "worker"].map((name) => [
          name,
          entry(name),
        ]),
      ),
      // Each file costs a request and its headers: what pages have in common comes in a few.
      output: {
        codeSplitting: {
          groups: [
            {
              name: "common",
              test: /preload-helper|src\/(client\/(http|ids)|messages\/\w+\.ts|wire(?!\/countries)|views\/(format|messages))/,
            },
            {
              name: "screen",
              test: /rolldown|node_modules|src\/(entries\/(show|page)|views\/ui\/(?!Field|Select|TextArea|Checkbox|Problem|Sheet|Badge|Card|ConfirmButton|Dialog|Empty|Tabs))/,
              minShareCount: 2,
            },
            {
              name: "parts",
              test: /src\/views\/ui\/(Badge|Card|ConfirmButton|Dialog|Empty|Tabs)\.svelte/,
              minShareCount: 2,
            },
            {
              name: "live",
              test: /src\/(actions|client|store|entries|views)\/(?!moderation|chat|tools|raids|countries|room|studio|terms|check|.*(Form|Dialog|Badge)\.svelte)/,
              minShareCount: 2,
            },
            {
              name: (id) => /src\/messages\/(\w+)\/(?!acts|log|moderation)/.exec(id)?.[1] ?? null,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  server: { port: 5173, strictPort: true, cors: true },
  test: {
    include: ["src/**/*.test.ts", "lint/**/*.test.js"],
    environment: "node",
    setupFiles: ["src/messages/english.ts"],
  },
});
