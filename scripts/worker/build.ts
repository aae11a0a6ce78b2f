/**
 * Builds the Worker, for deployments and tests alike: its entry, and a module of its own for what
 * is imported late. An isolate's start evaluates only what the entry needs, as plain code; where
 * everything is one module, what is imported late has to be wrapped in functions with all that it
 * shares, and V8 reads those twice.
 */
import { mkdir, readdir, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { build as bundle, type Metafile, type Plugin } from "esbuild";
import { writeWhole } from "../write-whole.ts";

export const ROOT = join(import.meta.dirname, "../..");

type WorkerOptions = {
  /** Below the project. */
  readonly entry: string;
  readonly dir: string;
  /** Half of the code. Without it files and functions keep their names. */
  readonly minify?: boolean;
  /** Everything as one module. */
  readonly whole?: boolean;
};

export type BuiltWorker = {
  /** By path below the folder: modules, and their source maps. */
  readonly files: ReadonlyMap<string, string>;
  /** What is in which of them. */
  readonly metafile: Metafile;
  readonly entry: string;
};

const UNUSED = "./src/http/mcp/unused-parts.ts";
/** What stands for a part of a package that nothing here uses. */
const STAND_INS: readonly (readonly [part: RegExp, standIn: string])[] = [
  // Zod brings its own messages in fifty languages; nothing here uses but English's.
  [/^\.\.\/locales\/index\.js$/, "zod/v4/locales/en.js"],
  // It reads JSON schemas, and makes functions out of text, which the runtime refuses.
  [/^\.\/(?:from-json-schema|compile)\.js$/, "./scripts/worker/unused-zod.ts"],
  // Messages come parsed, so FormatJS needs no parser.
  [/^@formatjs\/icu-messageformat-parser$/, "@formatjs/icu-messageformat-parser/no-parser.js"],
  // Only a font in WOFF2 is unpacked by Brotli, and there is none. What stands in its place is
  // there anyway, and is never called.
  [/^brotli\/decompress\.js$/, "tiny-inflate"],
  // Of the agents' package: a validator that makes functions out of text, which the runtime
  // refuses, and what it has for Zod's older release.
  [/^\.\.\/validation\/ajv-provider\.js$/, UNUSED],
  [/^zod-to-json-schema$/, UNUSED],
  [/^zod\/v3$/, UNUSED],
];

const standIns: Plugin = {
  name: "stand-ins",
  setup(build) {
    for (const [filter, standIn] of STAND_INS)
      build.onResolve({ filter }, ({ kind }) => build.resolve(standIn, { kind, resolveDir: ROOT }));
  },
};

/** Builds without writing anything. Throws where the code doesn't build, with what is wrong. */
export async function buildWorker(options: WorkerOptions): Promise<BuiltWorker> {
  const { entry, dir, minify = true, whole = false } = options;
  const { outputFiles, metafile } = await bundle({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outdir: dir,
    entryNames: "[name]",
    chunkNames: "modules/[name]-[hash]",
    bundle: true,
    splitting: !whole,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*", "node:*"],
    loader: { ".md": "text" },
    minify,
    // Stack traces name lines and functions by it.
    sourcemap: "linked",
    legalComments: "none",
    define: {
      "process.env.NODE_ENV": '"production"',
      // PDFKit names a file beside itself when it is loaded, which nothing reads here; a Worker has
      // no address of its own.
      "import.meta.url": '"file:///worker.js"',
    },
    plugins: [standIns],
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  const files = new Map(outputFiles.map(({ path, text }) => [relative(dir, path), text]));
  const path = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === entry);
  if (path === undefined) throw new Error(`${entry} isn't in what was built of it`);
  return { files, metafile, entry: relative(dir, join(ROOT, path[0])) };
}

/**
 * Builds into the folder, in which nothing else may lie, and answers the entry's path. Late modules
 * are named by their content and are there before the entry names them.
 */
export async function writeWorker(options: WorkerOptions): Promise<string> {
  const { files, entry } = await buildWorker(options);
  const last = [...files].toSorted(([a], [b]) => Number(a === entry) - Number(b === entry));
  for (const [name, text] of last) {
    const path = join(options.dir, name);
    await mkdir(dirname(path), { recursive: true });
    writeWhole(path, text);
  }
  for (const found of await readdir(options.dir, { recursive: true, withFileTypes: true })) {
    const path = join(found.parentPath, found.name);
    if (found.isFile() && !files.has(relative(options.dir, path))) await rm(path, { force: true });
  }
  return join(options.dir, entry);
}
