/** Settings' pages of a shop whose names of things have been read. */
import type { NameEntry } from "../../src/domain/ledger/names.ts";
import { signedIn } from "./browser.ts";

export const GOODS = "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c11";
export const UNIT = "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c33";

export const list = (...entries: readonly NameEntry[]) => ({ entries, readAt: 1, fault: null });
const many = Array.from({ length: 90 }, (_, n) => ({
  id: `8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d3${String(n).padStart(3, "0")}`,
  name: `Coding ${n}`,
  note: "12 %",
}));
export const NAMES = {
  "eaccounting.codings": list({ id: GOODS, name: "Goods <b>25</b>", note: "25 %" }, ...many),
  "eaccounting.units": list({ id: UNIT, name: "Styck", note: "st" }),
  "asperion.vatCodes": list({ id: "H", name: "High", note: "25 %" }),
  "asperion.salesTypes": list({ id: "10", name: "Goods of the shop", note: null }),
  "eaccounting.projects": list({ id: GOODS, name: "SHOP Web shop", note: null }),
};

/** A signed-in operator, and a new shop of which `names` are read. */
export async function open(address: string, names: object = NAMES) {
  const { world, user } = await signedIn(
    { "reads.names": names, "admin.configure": { ok: true } },
    address,
  );
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}/settings`;
  const settings = async () =>
    (await world.api("GET", `/tenants/${id}/settings`)).body as {
      orders: { newArticles: unknown };
      products: Record<string, unknown>;
    };
  const save = async (section: string, form: Record<string, string>) => {
    const { text } = await user.go(`${at}/${section}`);
    return user.post(`${at}/${section}`, {
      csrf: /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? "",
      version: /name="version" value="(\d+)"/.exec(text)?.[1] ?? "",
      action: "save",
      ...form,
    });
  };
  return { world, user, id, at, settings, save };
}
