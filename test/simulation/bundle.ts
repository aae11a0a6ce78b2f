/**
 * The product, both sandboxes and the simulation as one module, in which nothing reaches the
 * machine's clock, chance, timers or network. A mutation changes one file of the product on the
 * way.
 */
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { build as bundle, type Loader, type Plugin } from "esbuild";
import { ROOT } from "../../scripts/local/bundle.ts";

const HERE = join(ROOT, "test/simulation");
const GLOBALS = join(HERE, "globals");

/** One place of one file of the product, and what it is to say instead. */
export type Mutation = {
  readonly name: string;
  /** Below the project. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
};

const STANDS_FOR: Readonly<Record<string, string>> = {
  "node:crypto": join(GLOBALS, "node-crypto.ts"),
  "node:timers": join(GLOBALS, "node-timers.ts"),
  "node:timers/promises": join(GLOBALS, "node-timers.ts"),
  "node:zlib": join(GLOBALS, "node-zlib.ts"),
  "cloudflare:workers": join(ROOT, "test/support/cloudflare-workers.ts"),
};
/** The simulation itself asks the machine. */
const OURS = new RegExp(`^${HERE}/`);

const standIns: Plugin = {
  name: "stand-ins",
  setup(build) {
    build.onResolve(
      { filter: /^(node:(crypto|timers|timers\/promises|zlib)|cloudflare:workers)$/ },
      (args) => {
        const path = STANDS_FOR[args.path];
        if (path === undefined || (OURS.test(args.importer) && args.path.startsWith("node:")))
          return { path: args.path, external: true };
        return { path };
      },
    );
  },
};

const LOADERS: Readonly<Record<string, Loader>> = { ".ts": "ts", tsx: "tsx" };

function mutating({ file, find, replace, name }: Mutation): Plugin {
  const path = join(ROOT, file);
  return {
    name: "mutation",
    setup(build) {
      build.onLoad({ filter: /\/src\/.*\.tsx?$/ }, async (args) => {
        if (args.path !== path) return null;
        const text = await readFile(path, "utf8");
        const parts = text.split(find);
        if (parts.length !== 2)
          throw new Error(`${name}: ${file} has ${parts.length - 1} times what is to change`);
        return { contents: parts.join(replace), loader: LOADERS[args.path.slice(-3)] ?? "ts" };
      });
    },
  };
}

/** Answers the path of the module, whose name is the mutation's. */
export async function bundleSimulation(
  mutation: Mutation | null = null,
  entry = "entry.ts",
): Promise<string> {
  const name = mutation === null ? "whole" : mutation.name.replaceAll(/\W+/g, "-");
  const outfile = join(ROOT, ".wrangler/simulation", `${name}-${process.pid}.mjs`);
  await bundle({
    entryPoints: [join(HERE, entry)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
    loader: { ".md": "text", ".sql": "text" },
    inject: [join(GLOBALS, "inject.ts")],
    define: { "globalThis.crypto": "crypto", "globalThis.fetch": "fetch" },
    plugins: [...(mutation === null ? [] : [mutating(mutation)]), standIns],
    sourcemap: "linked",
    logLevel: "warning",
    banner: {
      js: `import { createRequire as requireFor } from "node:module"; const require = requireFor(import.meta.url);`,
    },
    absWorkingDir: ROOT,
  });
  return relative(ROOT, outfile);
}
