/** A company's own state in the ledger's sandbox, by the control that tells it. */
import type { Json } from "./vendors.ts";

type Controlled = {
  control(vendor: "eaccounting", method: string, path: string): Promise<unknown>;
};

/** All of its lists, or one of them, which is a tenth of the work. */
export async function companyState(
  world: Controlled,
  company = "Demo AB",
  only: string | null = null,
): Promise<Readonly<Record<string, readonly Json[]>>> {
  const asked = new URLSearchParams({ company, ...(only === null ? {} : { only }) });
  const { companies } = (await world.control("eaccounting", "GET", `/state?${asked}`)) as {
    companies: Record<string, Json[]>[];
  };
  return companies[0] ?? {};
}
