/** Every route of the Worker with a method of its own, read from its apps. Nothing is asked. */
import { createHttp } from "../../src/http/app.ts";
import type { EdgeDeps } from "../../src/http/deps.ts";
import { createSite } from "../../src/http/site.ts";
import { parseConfig } from "../../src/env.ts";
import { testSecrets, testVars } from "./test-env.ts";

export type AppRoute = { readonly method: string; readonly path: string };

/** Each route once. Those of all methods (`ALL`) are middleware or lead to the other app. */
export function appRoutes(): readonly AppRoute[] {
  const config = parseConfig({ ...testVars, ...testSecrets });
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  const deps = { config: config.value } as EdgeDeps;
  const routes = [createHttp(deps), createSite(deps)].flatMap((app) => app.routes);
  return [
    ...new Map(
      routes
        .filter(({ method }) => method !== "ALL")
        .map(({ method, path }) => [`${method} ${path}`, { method, path }]),
    ).values(),
  ];
}
