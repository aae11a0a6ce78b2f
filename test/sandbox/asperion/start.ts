// Starts an Asperion sandbox inside a test or a script, with callers for its control and its API.
import type { SandboxClock } from "../kit/clock.ts";
import { serveSandbox } from "../kit/serve.ts";
import { type AsperionSandbox, createAsperionSandbox } from "./sandbox.ts";
import { DEMO_SHOP } from "./seed.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** null: empty. */
  readonly body: unknown;
}

export interface StartedAsperion {
  readonly url: string;
  readonly sandbox: AsperionSandbox;
  /** `control("POST", "/orders", { … })`. */
  control(method: string, path: string, body?: unknown): Promise<Answer>;
  /** A call of the API as the shopkeeper; `administrationId: null` sends no tenant header. */
  api(
    method: string,
    path: string,
    body?: unknown,
    administrationId?: number | string | null,
  ): Promise<Answer>;
  close(): Promise<void>;
}

export async function startAsperion(
  options: { readonly port?: number; readonly clock?: SandboxClock } = {},
): Promise<StartedAsperion> {
  const sandbox = createAsperionSandbox(
    options.clock === undefined ? {} : { clock: options.clock },
  );
  const served = await serveSandbox(sandbox.app, {
    port: options.port ?? 0,
    portVariable: "ASPERION_SANDBOX_PORT",
  });

  async function call(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const type = body === undefined ? {} : { "Content-Type": "application/json" };
    const answer = await fetch(served.url + path, {
      method,
      headers: { ...type, ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: text === "" ? null : JSON.parse(text),
    };
  }

  function token(): string {
    const { grants } = sandbox.oauth;
    return grants.issue(
      grants.open({ clientId: "asperion-client", subject: "shopkeeper", scope: "" }),
    ).accessToken;
  }

  return {
    url: served.url,
    sandbox,
    control: (method, path, body) => call(method, `/_control${path}`, body, {}),
    api: (method, path, body, administrationId = DEMO_SHOP) =>
      call(method, path, body, {
        Authorization: `Bearer ${token()}`,
        "Accept-Language": "en-US",
        ...(administrationId === null ? {} : { "X-Tenant-Id": String(administrationId) }),
      }),
    close: () => served.close(),
  };
}
