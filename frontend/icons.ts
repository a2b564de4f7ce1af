/** The icons of @lucide/svelte, drawn by our own component. */

import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const OURS = fileURLToPath(new URL("src/views/ui/Icon.svelte", import.meta.url));

export function plainIcons(): Plugin {
  return {
    name: "plain-icons",
    enforce: "pre",
    resolveId: (id, importer) =>
      id === "../Icon.svelte" && importer?.includes("@lucide/svelte/") ? OURS : null,
  };
}
