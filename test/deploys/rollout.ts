/**
 * Versions and deployments of one Worker, as wrangler's client sees the account's API while a
 * release is given out by percentages. Shapes are those of https://developers.cloudflare.com/api.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Share = { readonly version_id: string; readonly percentage: number };
type Deployment = { readonly id: string; readonly versions: readonly Share[] };

export class FakeRollout {
  /** The newest first. */
  readonly deployments: Deployment[] = [];
  readonly versions: readonly string[];

  constructor(running: string, ...others: readonly string[]) {
    this.versions = [running, ...others];
    this.deploy([{ version_id: running, percentage: 100 }]);
  }

  get shares(): Readonly<Record<string, number>> {
    const [now] = this.deployments;
    return Object.fromEntries((now?.versions ?? []).map((one) => [one.version_id, one.percentage]));
  }

  deploy(versions: readonly Share[]): Deployment {
    const made = { ...BY, id: `deployment-${this.deployments.length + 1}`, versions };
    this.deployments.unshift(made);
    return made;
  }

  answer(method: string, path: string, body: string): unknown {
    const [, at = "", id = ""] = /\/scripts\/[^/]+\/([\w-]+)(?:\/(.+))?$/.exec(path) ?? [];
    switch (`${method} ${at}`) {
      case "GET deployments":
        return { deployments: this.deployments };
      case "POST deployments":
        return this.deploy((JSON.parse(body) as { versions: readonly Share[] }).versions);
      case "GET versions":
        return this.versions.includes(id) ? versionOf(id) : null;
      case "PATCH script-settings":
        return {};
      default:
        return null;
    }
  }
}

const BY = {
  source: "api",
  strategy: "percentage",
  author_email: "shop@example.com",
  created_on: "2026-11-01T00:00:00Z",
  annotations: {},
} as const;

const versionOf = (id: string) => ({
  id,
  number: 1,
  metadata: { created_on: BY.created_on, author_email: BY.author_email, source: "wrangler" },
  annotations: {},
  resources: { bindings: [], script: {}, script_runtime: {} },
});

/** `CLOUDFLARE_API_BASE_URL` is its address. */
export async function serveRollout(
  rollout: FakeRollout,
): Promise<{ url: string; stop: () => void }> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const { pathname } = new URL(request.url ?? "/", "http://fake");
    const result = rollout.answer(request.method ?? "", pathname, body);
    const errors = result === null ? [{ code: 10007, message: "This version isn't there." }] : [];
    response.writeHead(result === null ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify({ success: result !== null, errors, messages: [], result }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/client/v4`, stop: () => void server.close() };
}
