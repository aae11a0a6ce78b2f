/**
 * Builds the browsers' files: those of `src/http/pages/assets`, bundled, minified and named by
 * their content, in `public/assets` (git-ignored), which the platform serves before it asks the
 * Worker. Their names go into a module for the Worker (git-ignored as well).
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { writeWhole } from "../write-whole.ts";

const ROOT = join(import.meta.dirname, "../..");
const SOURCES = join(ROOT, "src/http/pages/assets");
/** Where `[assets] directory` of wrangler.toml points. */
const SERVED = join(ROOT, "public");
const MANIFEST = join(SOURCES, "names.ts");

/** Name → the file that it is bundled from. */
const ENTRIES = {
  style: "style.css",
  client: "client.js",
  passkeys: "passkeys.js",
  icon: "icon.svg",
} as const;

/** Browsers of the last two and a half years; older ones have the pages without what they lack. */
const TARGET = ["chrome122", "edge122", "firefox124", "safari17.4"];

/**
 * A browser with a file never requests it again. The other headers are those of the Worker's own
 * answers.
 */
const HEADERS = `/assets/*
  Cache-Control: public, max-age=31536000, immutable
  X-Content-Type-Options: nosniff
  Cross-Origin-Resource-Policy: same-origin
  Strict-Transport-Security: max-age=31536000; includeSubDomains
  Content-Security-Policy: default-src 'none'; frame-ancestors 'none'
`;

type BuiltAsset = {
  /** As pages name it, such as `/assets/style-1f2e3d4c5b.css`. */
  readonly path: string;
  readonly text: string;
};

/** Bundles the assets without writing anything. */
export const bundleAssets = (): Readonly<Record<keyof typeof ENTRIES, BuiltAsset>> => ({
  style: bundled("style"),
  client: bundled("client"),
  passkeys: bundled("passkeys"),
  icon: bundled("icon"),
});

/** Returns our own part of the script. */
export const ownClient = (): string => bundle("client", ["htmx.org"]);

/** Fails where a package of the client isn't installed. */
function bundled(name: keyof typeof ENTRIES): BuiltAsset {
  const text = bundle(name);
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 10);
  const ending = ENTRIES[name].slice(ENTRIES[name].lastIndexOf("."));
  return { path: `/assets/${name}-${digest}${ending}`, text };
}

function bundle(name: keyof typeof ENTRIES, without: string[] = []): string {
  if (ENTRIES[name].endsWith(".svg")) return readFileSync(join(SOURCES, ENTRIES[name]), "utf8");
  const { outputFiles } = buildSync({
    entryPoints: [join(SOURCES, ENTRIES[name])],
    bundle: true,
    external: without,
    minify: true,
    write: false,
    charset: "utf8",
    legalComments: "none",
    format: without.length === 0 ? "iife" : "esm",
    target: TARGET,
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

/** Writes the files that browsers load, their headers, and the module of their names. */
export function buildAssets(): void {
  const built = bundleAssets();
  mkdirSync(join(SERVED, "assets"), { recursive: true });
  writeWhole(join(SERVED, "_headers"), HEADERS);
  for (const { path, text } of Object.values(built)) writeWhole(join(SERVED, path), text);
  writeWhole(MANIFEST, manifestOf(built));
  const served = new Set(Object.values(built).map(({ path }) => path));
  for (const name of readdirSync(join(SERVED, "assets")))
    if (!served.has(`/assets/${name}`)) rmSync(join(SERVED, "assets", name), { force: true });
}

const manifestOf = (built: Readonly<Record<string, BuiltAsset>>): string =>
  [
    "/** Made by scripts/build-assets.ts: where the built assets lie. */",
    "export const ASSETS = {",
    ...Object.entries(built).map(([name, { path }]) => `  ${name}: ${JSON.stringify(path)},`),
    "} as const;",
    "",
  ].join("\n");
