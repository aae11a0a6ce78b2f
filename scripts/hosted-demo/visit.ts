/** The hosted demo on the real runtime, and a visitor of it. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type DemoFolder, layOut } from "./folder.ts";
import { ROOT } from "../local/bundle.ts";
import { Operator } from "../local/operator.ts";
import { type Runtime, startRuntime } from "../local/runtime.ts";

export type StartedDemo = {
  readonly folder: DemoFolder;
  readonly runtime: Runtime;
  /** Whatever left the Worker. */
  readonly outbound: readonly string[];
  readonly visitor: Visitor;
  /** Asks the bridge's API within the demo, and waits. */
  readonly operator: Operator;
  stop(): Promise<void>;
};

/** `laid`: the folder of another that runs; what this one stores lies beside it, under its name. */
export async function startDemo(name = "hosted-demo", laid?: DemoFolder): Promise<StartedDemo> {
  const dir = join(ROOT, ".wrangler", `${name}-${process.pid}`);
  const folder = laid ?? (await layOut(join(dir, "folder"), "test/worker/hosted-demo.ts"));
  const outbound: string[] = [];
  const runtime = await startRuntime({
    configPath: folder.configPath,
    entry: folder.entry,
    port: 0,
    stateDir: join(dir, "state"),
    vars: { JURISDICTION: "", DEMO_SECRET: "a secret of this test, long enough to be one" },
    inspect: true,
    onOutbound: (url) => outbound.push(url),
  });
  await runtime.applyMigrations("DB", join(folder.dir, "migrations"));
  const at = { worker: runtime.url, asperion: "", eaccounting: "", token: "" };
  const within: typeof fetch = (input, init) => {
    const { url } = new Request(input);
    return fetch(url.replace("/api/v1", "/_test/api"), init);
  };
  return {
    folder,
    runtime,
    outbound,
    visitor: new Visitor(runtime.url),
    operator: new Operator(at, { fetch: within, everyMs: 50 }),
    stop: async () => {
      await runtime.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** A browser: it keeps its cookie, and follows where it is told to go. */
export class Visitor {
  readonly #url: string;
  #cookie = "";

  constructor(url: string) {
    this.#url = url;
  }

  get(path: string): Promise<Response> {
    return this.#ask(path, {});
  }

  async page(path: string): Promise<string> {
    return (await this.get(path)).text();
  }

  post(
    path: string,
    form: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.#ask(path, { method: "POST", body: new URLSearchParams(form), headers });
  }

  /** As one of the demo's people; answers the address of the shop's pages. */
  async enter(language: string): Promise<string> {
    await this.post("/demo/enter", { language });
    const shop = /href="(\/admin\/tenants\/[\w-]+)/.exec(await this.page("/admin"))?.[1];
    if (shop === undefined) throw new Error("no shop is to be seen");
    return shop;
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("cookie", this.#cookie);
    const response = await fetch(this.#url + path, { ...init, headers, redirect: "manual" });
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) this.#cookie = set.split(";")[0] ?? "";
    return response;
  }
}

/** What the sandbox holds, as its page shows it: neither its clock nor the calls it got. */
export const held = (page: string): string => /<h2>.*?(?=<details>)/s.exec(page)?.[0] ?? "nothing";
