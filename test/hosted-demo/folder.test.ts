/**
 * What the demo is deployed from: whole by itself, as the deploy button needs it, and configured as
 * the bridge is wherever both need the same.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { unstable_readConfig } from "wrangler";
import { expect, test } from "vitest";
import { NIGHT } from "../../scripts/hosted-demo/every-night.ts";
import { ROOT } from "../../scripts/local/bundle.ts";

const FOLDER = join(ROOT, "scripts/hosted-demo/folder");
const read = (name: string): string => readFileSync(join(FOLDER, name), "utf8");
const configured = (path: string) => unstable_readConfig({ config: path }) as unknown as Configured;
const demo = configured(join(FOLDER, "wrangler.toml"));
const bridge = configured(join(ROOT, "wrangler.toml"));

type Bound = { readonly binding: string };
/** As far as it is looked at here. */
type Configured = {
  readonly compatibility_date: string;
  readonly compatibility_flags: readonly string[];
  readonly no_bundle: boolean;
  readonly rules: unknown;
  readonly triggers: unknown;
  readonly observability: { readonly logs: { readonly invocation_logs: boolean } };
  readonly durable_objects: {
    readonly bindings: readonly { readonly name: string; readonly class_name: string }[];
  };
  readonly migrations: readonly { readonly new_sqlite_classes: readonly string[] }[];
  readonly d1_databases: readonly Bound[];
  readonly queues: { readonly producers: readonly Bound[] };
  readonly vars: object;
  readonly secrets?: { readonly required?: readonly string[] };
  readonly send_email: readonly unknown[];
  readonly services: readonly unknown[];
  readonly hyperdrive: readonly unknown[];
};

type Package = {
  readonly scripts: Readonly<Record<string, string>>;
  readonly cloudflare: {
    readonly bindings: Readonly<Record<string, { readonly description: string }>>;
  };
};
const laid = JSON.parse(read("package.json")) as Package;

/** What the deploy button asks for. */
const asked = [...read("dev.vars.example").matchAll(/^(\w+)=(.*)$/gm)];

test("the demo runs as the bridge does", () => {
  for (const same of [
    "compatibility_date",
    "compatibility_flags",
    "no_bundle",
    "rules",
    "triggers",
  ] as const)
    expect([same, demo[same]]).toEqual([same, bridge[same]]);
  expect(demo.observability.logs.invocation_logs).toBe(false);
  const classes = (config: Configured) =>
    config.durable_objects.bindings.map(({ name, class_name }) => `${name} ${class_name}`);
  expect(classes(demo)).toEqual([...classes(bridge), "SANDBOXES Sandboxes"]);
  expect(demo.migrations[0]?.new_sqlite_classes).toEqual([
    ...(bridge.migrations[0]?.new_sqlite_classes ?? []),
    "Sandboxes",
  ]);
});

test("the demo is bound to nothing that leads out of it", () => {
  expect(demo.send_email).toEqual([]);
  expect([demo.services, demo.hyperdrive]).toEqual([[], []]);
  expect(demo.queues.producers.map(({ binding }) => binding)).toEqual(["JOBS"]);
});

test("whoever deploys it is told of every binding, secret and variable", () => {
  const bound = [
    ...demo.d1_databases.map(({ binding }) => binding),
    ...demo.durable_objects.bindings.map(({ name }) => name),
    ...demo.queues.producers.map(({ binding }) => binding),
    ...Object.keys(demo.vars),
    ...asked.map(([, name = ""]) => name),
  ];
  expect(Object.keys(laid.cloudflare.bindings).toSorted()).toEqual(bound.toSorted());
  for (const { description } of Object.values(laid.cloudflare.bindings))
    expect(description.length).toBeGreaterThan(10);
});

test("the secret is asked for, and none is suggested", () => {
  expect(asked.map(([, name, value]) => [name, value])).toEqual([["DEMO_SECRET", ""]]);
});

test("the first deployment isn't refused for want of it", () => {
  expect(demo.secrets?.required ?? []).toEqual([]);
});

test("deploying migrates by the binding, whatever the database is called", () => {
  expect(laid.scripts["deploy"]).toBe(
    "wrangler d1 migrations apply DB --remote && wrangler deploy",
  );
});

test("its README says when it is made anew", () => {
  expect(read("README.md")).toContain(NIGHT);
});
