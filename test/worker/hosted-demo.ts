/**
 * The hosted demo as it is deployed, with an operator at hand: `/_test/*` exists only here. What it
 * asks goes the demo's own ways.
 */
import { bridge, demo, outside } from "../../scripts/hosted-demo/demo.ts";
import { bridgeAt, bridgeEnv, type DemoEnv } from "../../scripts/hosted-demo/env.ts";

export { RateGate, Sandboxes, TenantSync } from "../../scripts/hosted-demo/demo.ts";

const API = "/_test/api";

const tried = async (asked: () => Promise<Response>): Promise<Response> => {
  try {
    return Response.json({ status: (await asked()).status });
  } catch (fault) {
    return Response.json({ fault: fault instanceof Error ? fault.name : "unknown" });
  }
};

export default {
  ...demo,
  async fetch(request, env, ctx) {
    const { pathname, searchParams } = new URL(request.url);
    const to = searchParams.get("to") ?? "";
    if (pathname === "/_test/by-the-bridge") return tried(() => outside.http.fetch(to));
    if (pathname === "/_test/by-anything") return tried(() => fetch(to));
    if (!pathname.startsWith(API)) return demo.fetch(request, env, ctx);
    const own = bridgeEnv(env);
    const url = `${bridgeAt(env)}/api/v1${pathname.slice(API.length)}`;
    const asked = new Request(url, request);
    asked.headers.set("authorization", `Bearer ${own.ADMIN_TOKEN}`);
    return bridge.fetch(asked as typeof request, own, ctx);
  },
} satisfies ExportedHandler<DemoEnv>;
