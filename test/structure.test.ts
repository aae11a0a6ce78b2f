/**
 * The shape of the code, held by reading it: layers never import upwards, only one file reaches the
 * network, what is pure stays pure, and files stay small. Each rule is a function over sources, so
 * that it is shown here to catch what it forbids.
 */
import { posix } from "node:path";
import { expect, test } from "vitest";
import { durationsAgain } from "./support/durations-again.ts";
import { fromTests } from "./support/from-tests.ts";
import { layerOf, layersTold, MAY_IMPORT } from "./support/layers.ts";
import { REPLACE_MODULES } from "./support/replace-modules.ts";
import { schemasMadeAnew } from "./support/schemas-made-anew.ts";
import { read, type Source, sources } from "./support/sources.ts";
import { code, unusedExports } from "./support/unused-exports.ts";

const KILOBYTE = 1024;
const MOST_BYTES = 15 * KILOBYTE;

const PURE = ["domain", "settings", "flows", "asperion", "eaccounting"];
/** Where the outside comes in as a value: the clock, and the one file that sends requests. */
const IMPURE_FILES = new Set(["src/domain/platform/clock.ts", "src/domain/vendors/http.ts"]);
const OUTSIDE =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bcrypto\.(randomUUID|getRandomValues)\b|\bsetTimeout\b|from "(hono|drizzle-orm|cloudflare:|@hono)/;
const PACKAGES_OF_DOMAIN = new Set(["big.js", "oauth4webapi"]);

/** Paths below src for relative imports, names for packages. */
function importsOf({ path, text }: Source): readonly string[] {
  const names = [
    ...text.matchAll(
      /^(?:import|export)\b[^;"]*\bfrom "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm,
    ),
  ].map(([, from, bare, late]) => from ?? bare ?? late ?? "");
  return names.map((name) => (name.startsWith(".") ? posix.join(posix.dirname(path), name) : name));
}

const isOwn = (name: string): boolean => name.startsWith("src/");

function upwards(source: Source): readonly string[] {
  const from = layerOf(source.path);
  const allowed = MAY_IMPORT[from] ?? [];
  return importsOf(source)
    .filter(isOwn)
    .filter((name) => layerOf(name) !== from && !allowed.includes(layerOf(name)))
    .map((name) => `${source.path} imports ${name}`);
}

/**
 * Files that import each other, straight or by way of others: none can be read, tested or moved
 * without all of them. Types count as well.
 */
function circles(all: readonly Source[]): readonly string[] {
  const imports = new Map(all.map((source) => [source.path, importsOf(source).filter(isOwn)]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path))
      return void found.push([...way.slice(way.indexOf(path)), path].join(" → "));
    if (done.has(path)) return;
    for (const next of imports.get(path) ?? []) visit(next, [...way, path]);
    done.add(path);
  };
  for (const { path } of all) visit(path, []);
  return found;
}

/** The folders of a folder, each as one file that imports what its files import of the others. */
function foldersOf(all: readonly Source[], root: string): readonly Source[] {
  const folderOf = (path: string): string | null =>
    path.startsWith(`${root}/`) && path.slice(root.length + 1).includes("/")
      ? (path.slice(root.length + 1).split("/")[0] ?? null)
      : null;
  const sorted = Map.groupBy(all, ({ path }) => folderOf(path));
  return [...sorted].flatMap(([folder, files]) => {
    if (folder === null) return [];
    const others = files
      .flatMap(importsOf)
      .map(folderOf)
      .filter((other) => other !== null && other !== folder);
    return {
      path: `${root}/${folder}`,
      text: others.map((other) => `import "./${other}";`).join("\n"),
    };
  });
}

/** What several flows share lies below them, in a folder that imports none of them. */
const SHARED = "parties";

function acrossFlows(source: Source): readonly string[] {
  const flowOf = (path: string): string | null => /^src\/flows\/([^/]+)\//.exec(path)?.[1] ?? null;
  const mine = flowOf(source.path);
  if (mine === null) return [];
  return importsOf(source)
    .filter((name) => ![mine, SHARED].includes(flowOf(name) ?? mine))
    .map((name) => `${source.path} imports ${name}`);
}

/**
 * Calls of the global, not of a method (`app.fetch(…)`), nor the definition of one (`async
 * fetch(…)`).
 */
function reachesNetwork({ path, text }: Source): readonly string[] {
  if (path === "src/domain/vendors/http.ts") return [];
  const calls =
    /(?<![.\w])(?<!async )fetch\s*\(|\bhttp\.fetch\b/.test(code(text)) ||
    (path !== "src/worker.ts" && /globalThis\.fetch/.test(code(text)));
  return calls ? [path] : [];
}

function impure({ path, text }: Source): readonly string[] {
  if (!PURE.includes(layerOf(path)) || IMPURE_FILES.has(path)) return [];
  const found = OUTSIDE.exec(code(text))?.[0];
  return found === undefined ? [] : [`${path}: ${found}`];
}

/** The formatter can't break strings and comments: those are written shorter, or over lines. */
const COLUMNS = 100;
/** What `wrangler types` generates. */
const UNBROKEN = /^src\/worker-env\.d\.ts$/;
const longLines = ({ path, text }: Source): readonly string[] =>
  UNBROKEN.test(path)
    ? []
    : text
        .split("\n")
        .flatMap((line, index) =>
          line.length > COLUMNS ? [`${path}:${index + 1}: ${line.length} columns`] : [],
        );

/** A sentence for people, in the layers below the pages, which name messages instead. */
const SILENT = ["domain", "flows", "monitor"];
const SENTENCE = /"[A-Z][a-z]+(?: [\w,’'“”-]+){4,}[.!?]"/g;
function sentences({ path, text }: Source): readonly string[] {
  if (!SILENT.includes(layerOf(path))) return [];
  return [...code(text).matchAll(SENTENCE)].map(([sentence]) => `${path}: ${sentence}`);
}

const tooLarge = ({ path, text }: Source): readonly string[] =>
  Buffer.byteLength(text) > MOST_BYTES ? [`${path}: ${Buffer.byteLength(text)} bytes`] : [];

const src = sources("src");

test("nothing imports upwards, and every folder of src is a known layer", () => {
  expect(src.length).toBeGreaterThan(100);
  expect(
    src.map((source) => layerOf(source.path)).filter((layer) => MAY_IMPORT[layer] === undefined),
  ).toEqual([]);
  expect(src.flatMap(upwards)).toEqual([]);
});

test("the architecture's table of layers says what each may import", () => {
  const { top: entry, ...told } = layersTold(read("docs/architecture.md"));
  expect(entry?.toSorted()).toEqual(
    Object.keys(MAY_IMPORT)
      .filter((layer) => layer !== "top")
      .toSorted(),
  );
  const { top: _, ...layers } = MAY_IMPORT;
  expect(told).toEqual(layers);
});

test("no file imports itself by way of others", () => {
  expect(circles(src)).toEqual([]);
});

test.each(["src/sync/tenant", "src/flows/orders"])(
  "no folder of %s imports itself by way of others",
  (root) => {
    expect(circles(foldersOf(src, root))).toEqual([]);
  },
);

test("a flow never imports another flow", () => {
  expect(src.flatMap(acrossFlows)).toEqual([]);
});

test("the domain imports itself, decimal arithmetic and the rules of a sign-in, nothing else", () => {
  const foreign = src
    .filter((source) => layerOf(source.path) === "domain")
    .flatMap((source) =>
      importsOf(source)
        .filter((name) => !isOwn(name) && !PACKAGES_OF_DOMAIN.has(name))
        .map((name) => `${source.path}: ${name}`),
    );
  expect(foreign).toEqual([]);
});

test("one file reaches the network", () => {
  expect(src.flatMap(reachesNetwork)).toEqual([]);
});

test("what is pure has no clock, no randomness, no framework and no database", () => {
  expect(src.flatMap(impure)).toEqual([]);
});

test("neither the Worker nor a script imports from tests, but for the vendors' sandboxes", () => {
  const running = [...src, ...sources("scripts")];
  expect(running.flatMap((one) => fromTests(one.path, importsOf(one)))).toEqual([]);
});

test("no file is larger than 15 KB", () => {
  expect([...src, ...sources("scripts"), ...sources("test")].flatMap(tooLarge)).toEqual([]);
});

test("no line of src is longer than 100 columns, but for what is generated", () => {
  expect(src.flatMap(longLines)).toEqual([]);
});

test("each export of src is imported, by more than tests where its own file doesn't use it", () => {
  const entries = ["src/index.ts", "src/worker.ts", "src/http/mcp/unused-parts.ts"];
  const running = [...src, ...sources("scripts")];
  expect(unusedExports(running, sources("test"), entries)).toEqual([]);
});

test("tables and words need no page", () => {
  const below = src.filter(({ path }) => /^src\/http\/(tables|words)\//.test(path));
  expect(below.flatMap(importsOf).filter((name) => name.includes("/pages/"))).toEqual([]);
});

test("no sentence for people stands below the pages", () => {
  expect(src.flatMap(sentences)).toEqual([]);
});

test("no schema of a vendor's answer is made whenever one is read", () => {
  expect(src.flatMap(schemasMadeAnew)).toEqual([]);
});

test("a minute, an hour and a day are declared once", () => {
  expect([...src, ...sources("scripts")].flatMap(durationsAgain)).toEqual([]);
});

test("a test that replaces modules has an isolate of its own, as the others share theirs", () => {
  const replacing = sources("test")
    .filter(
      ({ path, text }) => path.endsWith(".test.ts") && /\bvi\.(mock|doMock)\(/.test(code(text)),
    )
    .map(({ path }) => path);
  expect(replacing.toSorted()).toEqual(REPLACE_MODULES.toSorted());
});

test("the rules catch what they forbid", () => {
  const three = [
    ["a", "b"],
    ["b", "c"],
    ["c", "a"],
  ].map(([path = "", name = ""]) => ({
    path: `src/domain/${path}.ts`,
    text: `import type { X } from "./${name}.ts";`,
  }));
  expect(circles(three)).toEqual([
    "src/domain/a.ts → src/domain/b.ts → src/domain/c.ts → src/domain/a.ts",
  ]);
  expect(circles(three.slice(1))).toEqual([]);
  const across = (from: string, name: string) => ({
    path: `src/sync/tenant/${from}/file.ts`,
    text: `import "../${name}/other.ts";`,
  });
  const folders = foldersOf([across("jobs", "links"), across("links", "jobs")], "src/sync/tenant");
  expect(circles(folders)).toHaveLength(1);
  const at = (path: string, text: string): Source => ({ path, text });
  expect(
    upwards(at("src/domain/money.ts", 'import { x } from "../settings/lookup.ts";')),
  ).toHaveLength(1);
  expect(
    upwards(at("src/flows/orders/run.ts", 'import type { Db } from "../../store/db.ts";')),
  ).toHaveLength(1);
  expect(upwards(at("src/sync/pump.ts", 'export { y } from "../http/app.ts";'))).toHaveLength(1);
  expect(
    upwards(at("src/sync/run/a.ts", 'const late = await import("../../worker.ts");')),
  ).toHaveLength(1);
  expect(upwards(at("src/sync/run/a.ts", 'import { x } from "../../flows/port.ts";'))).toEqual([]);
  expect(
    acrossFlows(at("src/flows/stock/plan.ts", 'import { x } from "../orders/plan.ts";')),
  ).toHaveLength(1);
  expect(
    acrossFlows(
      at(
        "src/flows/orders/preparation/plan.ts",
        'import { x } from "../parties/plan-customer.ts";',
      ),
    ),
  ).toEqual([]);
  expect(
    acrossFlows(at("src/flows/parties/plan-customer.ts", 'import { x } from "../orders/plan.ts";')),
  ).toHaveLength(1);
  expect(
    reachesNetwork(at("src/asperion/request.ts", "const answer = await fetch(url);")),
  ).toHaveLength(1);
  expect(reachesNetwork(at("src/sync/run/a.ts", "const send = globalThis.fetch;"))).toHaveLength(1);
  expect(
    reachesNetwork(at("src/http/app.ts", "// fetch(url)\nreturn app.fetch(request);")),
  ).toEqual([]);
  expect(durationsAgain(at("src/http/a.ts", "const DAY_MS = 86_400_000;\n"))).toHaveLength(1);
  expect(durationsAgain(at("src/http/a.ts", "const DAYS_MS = 7 * DAY_MS;\n"))).toEqual([]);
  expect(fromTests("scripts/demo/a.ts", ["test/support/b.ts"])).toHaveLength(1);
  expect(fromTests("scripts/demo/a.ts", ["test/sandbox/b.ts"])).toEqual([]);
  expect(impure(at("src/flows/orders/preparation/plan.ts", "const at = Date.now();"))).toHaveLength(
    1,
  );
  expect(impure(at("src/settings/lookups/lookup.ts", 'import { Hono } from "hono";'))).toHaveLength(
    1,
  );
  expect(longLines(at("src/a/b.ts", `${"x".repeat(COLUMNS)}\n${"x".repeat(101)}`))).toHaveLength(1);
  expect(
    sentences(at("src/flows/a.ts", 'return "The order was booked in the ledger.";')),
  ).toHaveLength(1);
  expect(
    schemasMadeAnew(
      at("src/asperion/a.ts", "export function read() {\n  return z.looseObject({}).parse(1);\n}"),
    ),
  ).toHaveLength(1);
  expect(tooLarge(at("src/a/b.ts", "x".repeat(MOST_BYTES + 1)))).toHaveLength(1);
  const ours = at("src/a.ts", "export const one = 1;\nexport const two = one;\nexport type T = 1;");
  const found = (running: string, test: string) =>
    unusedExports([ours, at("src/b.ts", running)], [at("test/a.test.ts", test)], ["src/b.ts"]);
  expect(found('import { one as o, two, type T } from "./a.ts";', "")).toEqual([]);
  expect(found('import * as a from "./a.ts";\n({ ...a.two, x: a.one as a.T });', "")).toEqual([]);
  expect(found('const { one, two } = await import("./a.ts");', "")).toEqual([
    "src/a.ts: nothing imports T",
  ]);
  expect(found("// two", 'import { one, two, type T } from "../src/a.ts";')).toEqual([
    "src/a.ts: only tests use two",
    "src/a.ts: only tests use T",
  ]);
});
