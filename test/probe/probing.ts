/** A probe in a sandbox: in process, by the sandbox's clock, with waits that take no time. */
import type { Vendor } from "../../src/domain/ids.ts";
import { SCOPES as ASPERION_SCOPES } from "../../src/asperion/contract.ts";
import { SCOPES as LEDGER_SCOPES } from "../../src/eaccounting/oauth.ts";
import type { Check, Judgement, Level } from "../../scripts/probe/check.ts";
import { Pace, type Time } from "../../scripts/probe/pace.ts";
import { PLANS } from "../../scripts/probe/plans.ts";
import { type RunOptions, runChecks } from "../../scripts/probe/run.ts";
import type { Access } from "../../scripts/probe/session.ts";
import { refresh } from "../../scripts/probe/sign-in.ts";
import { freshState, type ProbeState } from "../../scripts/probe/state.ts";
import { createAsperionSandbox, DEFAULT_CLIENT } from "../sandbox/asperion/sandbox.ts";
import { DEMO_SHOP } from "../sandbox/asperion/seed.ts";
import { CLIENT, createEaccountingSandbox } from "../sandbox/eaccounting/app.ts";
import { SandboxClock } from "../sandbox/kit/clock.ts";

export const NOON = "2026-06-15T10:00:00Z";
const ADDRESS = "http://localhost:1";
const SUBJECT = { asperion: "shopkeeper", eaccounting: "" } as const;

export type Probed = {
  readonly vendor: Vendor;
  readonly sandbox: Sandbox;
  readonly time: Time;
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Access of a new grant. */
  access(): Access;
};

type Sandbox =
  | ReturnType<typeof createAsperionSandbox>
  | ReturnType<typeof createEaccountingSandbox>;

export async function probed(vendor: Vendor): Promise<Probed> {
  const clock = new SandboxClock();
  await clock.set({ now: NOON, frozen: true });
  const sandbox: Sandbox =
    vendor === "asperion" ? createAsperionSandbox({ clock }) : createEaccountingSandbox({ clock });
  const time: Time = {
    now: () => clock.now(),
    sleep: (ms) => clock.set({ advanceMs: ms }),
  };
  const fetched = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> =>
    sandbox.app.fetch(new Request(input, init));
  const http = { fetch: fetched as typeof fetch };
  const { id: clientId, secret: clientSecret } = vendor === "asperion" ? DEFAULT_CLIENT : CLIENT;
  const client = { identityUrl: ADDRESS, clientId, clientSecret };
  return {
    vendor,
    sandbox,
    time,
    async control(method, path, body) {
      const answer = await fetched(`${ADDRESS}/_control${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
      return answer.status === 204 ? null : answer.json();
    },
    access() {
      const { grants, options } = sandbox.oauth;
      const subject = SUBJECT[vendor] || (options.subjects()[0]?.id ?? "");
      const scope = vendor === "asperion" ? ASPERION_SCOPES : LEDGER_SCOPES;
      const issued = grants.issue(grants.open({ clientId, subject, scope }));
      return {
        vendor,
        http,
        apiUrl: vendor === "asperion" ? ADDRESS : `${ADDRESS}/v2`,
        administrationId: vendor === "asperion" ? DEMO_SHOP : null,
        tokens: {
          accessToken: issued.accessToken,
          refreshToken: issued.refreshToken,
          expiresAt: clock.now() + issued.expiresIn * 1000,
          scope: issued.scope,
          companyId: subject,
        },
        refresh: (token) => refresh({ vendor, http, time, client }, token),
      };
    },
  };
}

/** A run of these checks, with a state in memory. */
export async function run(
  world: Probed,
  checks: readonly Check[],
  more: Partial<RunOptions> = {},
): Promise<ProbeState> {
  let kept: ProbeState | null = null;
  return runChecks(
    { ...PLANS[world.vendor], checks },
    {
      access: world.access(),
      time: world.time,
      pace: new Pace(world.time),
      levels: ["read", "write", "book", "limits"] satisfies readonly Level[],
      store: { read: () => kept, write: (state) => void (kept = state) },
      state: freshState(world.time.now(), "abc123", "demo"),
      onCheck: () => {},
      onFault: (_, fault) => {
        throw fault;
      },
      isStopped: () => false,
      ...more,
    },
  );
}

export async function judged(world: Probed, check: Check): Promise<Judgement | undefined> {
  const { findings } = await run(world, [check]);
  return findings[check.id];
}
