/** A shop for tests of the set-up's pages, and what both sides call their things. */
import { isStep, SCREEN_OF } from "../../src/http/pages/setup/screens.ts";
import { signedIn } from "./browser.ts";
import { company, healthOf } from "./world.ts";

export async function open(address: string, answers: Parameters<typeof signedIn>[0] = {}) {
  const { world, user } = await signedIn(
    {
      "monitoring.health": (id: string) => healthOf(id),
      "reads.names": {},
      "jobs.list": { jobs: [], cursor: null },
      "admin.configure": { ok: true },
      ...answers,
    },
    address,
  );
  const id = await world.makeTenant();
  const configure = async (change: object) => {
    const { body } = await world.api("GET", `/tenants/${id}/settings`);
    return world.api("PUT", `/tenants/${id}/settings`, { ...body, ...change });
  };
  const at = `/admin/tenants/${id}/setup`;
  /** A form of a step, as its page shows it. */
  const send = async (step: string, form: Record<string, string>) => {
    const { text } = await user.go(`${at}/${isStep(step) ? SCREEN_OF[step] : step}`);
    return user.post(`${at}/${step}`, {
      csrf: /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? "",
      version: /name="version" value="(\d+)"/.exec(text)?.[1] ?? "",
      ...form,
    });
  };
  const settings = async () =>
    (await world.api("GET", `/tenants/${id}/settings`)).body as Record<
      string,
      Record<string, unknown>
    >;
  /** The step that the set-up leads to. */
  const next = async () => (await user.go(at)).headers.get("location")?.slice(at.length + 1);
  return { world, user, configure, id, at, send, settings, next };
}

const list = (...entries: readonly (readonly [id: string, name: string, note?: string])[]) => ({
  entries: entries.map(([id, name, note]) => ({ id, name, note: note ?? null })),
  readAt: 1,
  fault: null,
});
export const TERMS = "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c11";
export const NAMES = {
  "asperion.paymentConditions": list(["3", "30 days net"]),
  "eaccounting.termsOfPayment": list([TERMS, "30 dagar", "30"]),
  "asperion.deliveryMethods": list(),
  "eaccounting.deliveryMethods": list(),
  "asperion.paymentMethods": list(),
  "eaccounting.bankAccounts": list(),
  "asperion.vatCodes": list(["H", "High", "25 %"]),
};
export const connectedHealth = (id: string) =>
  healthOf(id, {
    company: company("c-1", "Demo AB"),
    connections: (["asperion", "eaccounting"] as const).map((vendor) => ({
      vendor,
      state: "connected" as const,
      identity: "1",
      name: null,
      accessExpiresAt: null,
      connectedAt: null,
      refreshedAt: null,
      scope: null,
      client: null,
      clientRefused: false,
    })),
  });
