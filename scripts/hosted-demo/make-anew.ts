/**
 * Makes the demo: takes away the last one by the bridge's own ways, then makes vendors, shop,
 * people and orders as an operator would from outside.
 */
import { LANGUAGES } from "../../src/domain/language.ts";
import { Operator } from "../local/operator.ts";
import { emptied } from "./emptied.ts";
import { place, play } from "../demo/play.ts";
import { seedShop } from "../demo/seed.ts";
import { stories } from "../demo/stories.ts";
import { prepareTenant } from "../demo/tenant.ts";
import { bridgeAt, bridgeEnv, type DemoEnv, isLocal, VENDORS } from "./env.ts";
import { visitorIn } from "./every-night.ts";
import { refuse, vendorAt } from "./network.ts";

export type Made = { readonly tenantId: string; /** ms. */ readonly at: number };

export type Stage = {
  readonly env: DemoEnv;
  readonly bridge: (request: Request) => Promise<Response>;
  readonly vendor: (request: Request) => Promise<Response>;
  /** What cron does each minute. */
  readonly tick: () => Promise<void>;
  readonly forget: (tenantId: string) => Promise<void>;
  /** From now on visitors are told to wait. */
  readonly closed: () => void;
  /** Vendors that were asked nothing yet. */
  readonly emptied: () => Promise<void>;
};

/** Each look at what is waited for is a call, which is paid for but on a machine of one's own. */
const LOOK_EVERY_MS = { paid: 250, free: 25 };

export async function makeAnew(stage: Stage): Promise<Made> {
  const { env } = stage;
  const at = Date.now();
  const bridge = bridgeAt(env);
  const ask = async (...[input, init]: Parameters<typeof fetch>): Promise<Response> => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (url.origin === bridge) return stage.bridge(request);
    return vendorAt(url) === null ? refuse() : stage.vendor(request);
  };
  const operator = new Operator(
    { worker: bridge, ...VENDORS, token: bridgeEnv(env).ADMIN_TOKEN },
    { fetch: ask, everyMs: LOOK_EVERY_MS[isLocal(env) ? "free" : "paid"] },
  );
  stage.closed();
  const { tenants } = await operator.ask("GET", "/tenants");
  for (const { id } of tenants as readonly { readonly id: string }[]) {
    await operator.ask("DELETE", `/tenants/${id}`);
    await stage.forget(id);
  }
  await emptied(env.DB);
  await stage.emptied();
  const { debtors } = await seedShop(operator);
  const { id } = await prepareTenant(operator, () => undefined);
  await stage.tick();
  for (const story of stories)
    await play(operator, id, story, await place(operator, debtors, story));
  for (const language of LANGUAGES)
    await operator.ask("POST", "/users", {
      email: visitorIn(language),
      name: "Visitor",
      language,
      role: "accountant",
      tenantId: id,
    });
  return { tenantId: id, at };
}
