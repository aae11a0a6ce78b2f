/** What both vendors logged, without bodies where they aren't needed. */
import type { Operator, Vendor } from "../../scripts/local/operator.ts";

export type Call = {
  readonly n: number;
  readonly at: string;
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
  readonly status: number | null;
  readonly requestBody: unknown;
  readonly ms: number | null;
};

export const READ_ORDER = "GET /v1/SalesOrderWithLines";
export const WRITE_ORDER = "POST /v2/orders";

export async function lastCall(operator: Operator, vendor: Vendor): Promise<number> {
  return Number((await operator.control(vendor, "GET", "/calls/counts"))["last"]);
}

export async function callsSince(
  operator: Operator,
  vendor: Vendor,
  since: number,
  bodies = false,
): Promise<readonly Call[]> {
  return (
    await operator.control(vendor, "GET", `/calls?since=${since}${bodies ? "" : "&bodies=0"}`)
  )["calls"] as readonly Call[];
}

/** Calls by route while `work` ran, sign-in and tokens left out. */
export async function counting(
  operator: Operator,
  work: () => Promise<void>,
): Promise<Readonly<Record<string, number>>> {
  const before = {
    asperion: await lastCall(operator, "asperion"),
    eaccounting: await lastCall(operator, "eaccounting"),
  };
  await work();
  const calls = [
    ...(await callsSince(operator, "asperion", before.asperion)),
    ...(await callsSince(operator, "eaccounting", before.eaccounting)),
  ];
  const counts: Record<string, number> = {};
  for (const { route } of calls)
    if (!route.includes("/connect/")) counts[route] = (counts[route] ?? 0) + 1;
  return counts;
}
