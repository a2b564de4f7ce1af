import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vitest/config";
import { chunkOf, languageOf } from "./chunks.ts";
import { compressed } from "./compressed.ts";
import { plainIcons } from "./icons.ts";

const entry = (name: string) => fileURLToPath(new URL(`src/entries/${name}.ts`, import.meta.url));

// Built files land inside the Python package, where Django and the wheel find them.
export default defineConfig({
  base: "/static/dist/",
  plugins: [plainIcons(), tailwindcss(), svelte(), compressed()],
  build: {
    outDir: "../livesell/static/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    cssTarget: ["chrome111", "safari16.4", "firefox128"],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: Object.fromEntries(
        ["site", "pageForms", "room", "studio", "terms", "check", "banned", "ui", "worker"].map((name) => [
          name,
          entry(name),
        ]),
      ),
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: chunkOf, minShareCount: 2 },
            { name: languageOf, minShareCount: 2 },
          ],
        },
      },
      // Svelte's custom elements are made by nobody here, and would come all the same.
      treeshake: {
        moduleSideEffects: [{ test: /client\/dom\/elements\/custom-element/, sideEffects: false }],
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
