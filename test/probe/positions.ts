/** Every position of every switch whose row has a check, and a sandbox that is in it. */
import type { Check } from "../../scripts/probe/check.ts";
import { PLANS } from "../../scripts/probe/plans.ts";
import { asperionSwitches } from "../sandbox/asperion/switches.ts";
import { definitions } from "../sandbox/eaccounting/switches.ts";
import { codingWithoutAccount, costCentreItem, furnishLedger, lockLastYear } from "./ledger.ts";
import { judged, type Probed } from "./probing.ts";

/** Switches that no check finds out, and why. */
export const WITHOUT_ROW: Readonly<Record<string, string>> = {
  filterRows: "the product doesn't filter by rows",
  paymentDateForm: "the product doesn't read the day on which an invoice was paid",
};

/** Positions of a switch that is a number, and what the probe calls each. */
const NUMBERS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  requestsPerSecond: { 0: "0", 5: "5" },
  commitVisibleAfterMs: { 0: "at once", 30_000: "later" },
  attachmentMaxBytes: { 1_000: "too small", 5_000_000: "enough" },
};

/** What else must be so for an answer that tells the position. */
const ALSO: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  status4025: { vies: "invalid" },
  status4100: { vies: "down" },
};

/** Told by two runs, under both settings of the company. */
export const BY_TWO_SETTINGS = "includesVatReading";

/** `put`: what the switch is set to. `told`: what the probe calls it. */
export type Position = { readonly put: string | number; readonly told: string };

type Definition = { readonly kind: string; readonly values?: readonly string[] };
const KNOWN: Readonly<Record<Probed["vendor"], Readonly<Record<string, Definition>>>> = {
  asperion: asperionSwitches,
  eaccounting: definitions,
};

export function positionsOf(vendor: Probed["vendor"], name: string): readonly Position[] {
  const { values } = KNOWN[vendor][name] ?? {};
  return values !== undefined
    ? values.map((value) => ({ put: value, told: value }))
    : Object.entries(NUMBERS[name] ?? {}).map(([put, told]) => ({ put: Number(put), told }));
}

export type Switched = Position & {
  readonly check: Check;
  readonly id: string;
  readonly name: string;
};

/** Each position of each switch of a vendor that one run tells. */
export const switchedOf = (vendor: Probed["vendor"]): readonly Switched[] =>
  PLANS[vendor].checks.flatMap((check) =>
    (check.switches ?? [])
      .filter((name) => name !== BY_TWO_SETTINGS)
      .flatMap((name) =>
        positionsOf(vendor, name).map((position) => ({ check, id: check.id, name, ...position })),
      ),
  );

type SetUp = (world: Probed) => Promise<unknown>;
const locked: SetUp = (world) => world.control("PUT", "/company", { lockedTo: "2026-05-31" });
const few: SetUp = (world) => world.control("PUT", "/limits", { perMinute: 50 });

/** What a person has to set up first, so that there is something to ask about. */
const SET_UP: Readonly<Record<string, SetUp>> = {
  status4013: locked,
  status4026: locked,
  paymentLockCode: locked,
  status4038: lockLastYear,
  status4024: codingWithoutAccount,
  voucherCostCenter1: costCentreItem,
  endpointKey: few,
  countRefusedCalls: few,
  retryAfterHeader: few,
};

/** Puts the sandbox into the position, with something to ask about. */
export async function arrange(world: Probed, { name, put }: Switched): Promise<void> {
  await world.control("PUT", "/switches", { ...ALSO[name], [name]: put });
  await (world.vendor === "asperion" ? furnishShop(world) : furnishLedger(world));
  await SET_UP[name]?.(world);
}

/** Orders of each kind, so that there is something to ask about. */
export async function furnishShop(world: Probed): Promise<void> {
  const mug = { articleCode: "MUG", quantity: 1, price: 0.33 };
  const place = (body: object) => world.control("POST", "/orders", body);
  await place({ lines: [mug, mug, mug] });
  await place({ id: 5001, status: 1, lines: [mug] });
  await place({ creditsOrderId: 1001, lines: [{ articleCode: "MUG", quantity: -1 }] });
  await place({
    debtorId: null,
    pricesIncludeVat: true,
    lines: [
      { articleCode: "MUG", quantity: 1, price: 199 },
      { lineType: "GiftCard", quantity: -1, price: 100, vatCode: "N" },
      { lineType: "Tip", quantity: 1, price: 10, vatCode: "N" },
    ],
  });
  await place({ debtorId: null, lines: [mug] });
  await place({ currencyCode: "SEK", currencyRate: 0.09, lines: [mug] });
  await place({ lines: [{ lineType: "SalesType", salesTypeId: 10, quantity: 1, price: 5 }] });
  await world.control("POST", "/debtors", { id: 206, name: "Blocked", blocked: true });
  await world.control("PATCH", "/orders/5001", { comments: "changed" });
}

/**
 * The price basis, by what the probe says under either setting of the company: each leaves several
 * open, and one is common to both.
 */
export async function priceBasis(world: Probed, put: string | number): Promise<readonly string[]> {
  const check = PLANS.eaccounting.checks.find(({ id }) => id === "E1");
  const seen: (readonly string[])[] = [];
  for (const ShowPricesExclVatPC of [false, true]) {
    await world.control("PUT", "/switches", { [BY_TWO_SETTINGS]: put });
    await world.control("PUT", "/company", { ShowPricesExclVatPC });
    const judgement = check === undefined ? undefined : await judged(world, check);
    seen.push((judgement?.positions?.[BY_TWO_SETTINGS] ?? "").split("|"));
  }
  const [first = [], second = []] = seen;
  return first.filter((one) => second.includes(one));
}
