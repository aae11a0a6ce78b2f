// Starts an eAccounting sandbox inside a test or a script, with callers for its control and its API.
import type { SandboxClock } from "../kit/clock.ts";
import { Contract } from "../../contract/contract.ts";
import { serveSandbox } from "../kit/serve.ts";
import { CLIENT, createEaccountingSandbox, type EaccountingSandbox } from "./app.ts";
import { isJsonObject, type JsonObject } from "./json.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Empty where the answer has no JSON object. */
  readonly body: JsonObject;
}

export interface CallOptions {
  /** A company's name or id; the first one if left out. */
  readonly company?: string;
  readonly clientId?: string;
  readonly scope?: string;
  /** A given token instead of a fresh one. */
  readonly token?: string;
}

export interface StartedEaccounting {
  readonly url: string;
  readonly sandbox: EaccountingSandbox;
  /** `control("POST", "/orders", { … })`. */
  control(method: string, path: string, body?: unknown): Promise<Answer>;
  /** `api("GET", "/orders")`, below /v2. */
  api(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Answer>;
  token(options?: CallOptions): string;
  close(): Promise<void>;
}

const ALL_SCOPES = "ea:api ea:sales ea:accounting ea:purchase offline_access";

const contract = new Contract();

export async function startEaccounting(
  options: { readonly port?: number; readonly clock?: SandboxClock } = {},
): Promise<StartedEaccounting> {
  const sandbox = createEaccountingSandbox({
    // Its own tests send what no careful client does.
    contract: { request: () => [], answer: contract.answer.bind(contract) },
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  });
  const served = await serveSandbox(sandbox.app, {
    port: options.port ?? 0,
    portVariable: "EACCOUNTING_SANDBOX_PORT",
  });

  async function call(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const type = body === undefined ? {} : { "Content-Type": "application/json" };
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const answer = await fetch(served.url + path, {
      method,
      headers: { ...type, ...headers },
      body: body === undefined ? null : text,
    });
    return { status: answer.status, headers: answer.headers, body: parsed(await answer.text()) };
  }

  function token(how: CallOptions = {}): string {
    const company = sandbox.world().company(how.company);
    if (company === null) throw new Error(`There is no company ${how.company}.`);
    const { grants } = sandbox.oauth;
    return grants.issue(
      grants.open({
        clientId: how.clientId ?? CLIENT.id,
        subject: company.id,
        scope: how.scope ?? ALL_SCOPES,
      }),
    ).accessToken;
  }

  return {
    url: served.url,
    sandbox,
    control: (method, path, body) => call(method, `/_control${path}`, body, {}),
    api: (method, path, body, how = {}) =>
      call(method, `/v2${path}`, body, { Authorization: `Bearer ${how.token ?? token(how)}` }),
    token,
    close: () => served.close(),
  };
}

function parsed(text: string): JsonObject {
  if (!text.startsWith("{")) return {};
  const body: unknown = JSON.parse(text);
  return isJsonObject(body) ? body : {};
}
