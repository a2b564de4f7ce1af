import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import bare from "./lint/bareText.js";
import svelteConfig from "./svelte.config.js";

export default ts.config(
  { ignores: ["src/wire/", "node_modules/"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      // The compiler knows which names there are.
      "no-undef": "off",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // A space between two tags on two lines has to be said.
      "svelte/no-useless-mustaches": "off",
      // Sets and maps are worked out and thrown away here; what is state is replaced, never changed.
      "svelte/prefer-svelte-reactivity": "off",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
  },
  {
    files: ["src/**/*.ts", "src/**/*.svelte"],
    // The catalogue itself, the components' own page for who works on them, and tests.
    ignores: [
      "src/messages/**",
      "src/views/ui/Gallery.svelte",
      "src/store/fixtures.ts",
      "src/client/fakeServer.ts",
      "**/*.test.ts",
    ],
    plugins: { texts: { rules: { bare } } },
    rules: { "texts/bare": "error" },
  },
  {
    // A test that is wrong about what is there fails all the same.
    files: ["**/*.test.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
);
