/**
 * A pass over the ledger's articles, a page at a time: what isn't in the shop as it should be
 * becomes a job of its own, and only when those are durable does the pass move on. Where it stands
 * is remembered, so it may end at any point and is gone on with by the next run.
 *
 * A pass is of what changed since the last one, or of everything: each night, by hand, and when the
 * settings or the ledger's codings have changed. Only one of everything can tell what is gone.
 */
import { storedJson } from "../../domain/platform/stored-json.ts";
import { readProductPage, type Cursor } from "../../eaccounting/products.ts";
import { fingerprint } from "../../domain/platform/fingerprint.ts";
import type { LedgerProduct } from "../../domain/goods/product.ts";
import { reason } from "../../domain/reasons/index.ts";
import { err, ok, type Result, type Failure } from "../../domain/result.ts";
import type { ProductSettings } from "../../settings/products/products.ts";
import type {
  ClockPort,
  FlowEnd,
  FlowPorts,
  MemoryPort,
  RunFacts,
  WorkItem,
  WorkPort,
} from "../port.ts";
import { loadContext } from "./context.ts";
import { leftOut, type ProductContext } from "./filter.ts";
import { PRODUCTS_KEY, productKey, type StageItem } from "./port.ts";
import { knowsTax, desiredProduct, groupOf } from "./desired-product.ts";
import { flowEnd } from "../flow-end.ts";

const SINCE = "products-since";
const PASS = "products-pass";
const BASIS = "products-basis";
const OVERLAP_MS = 600_000;
/** Jobs that may wait: more would only lie about, as the shop takes a few a second. */
const MAX_OPEN = 2_000;
const LOOK_AGAIN_MS = 30_000;
/** A run shares its queue batch with others. */
const RUN_MS = 15_000;
const WHOLE_PASSES = new Set(["nightly", "by-hand"]);

/**
 * Kept as text between runs. `number` marks the articles that a whole pass has met; `null` for a
 * pass of changes.
 */
type Pass = {
  readonly number: number | null;
  readonly at: Cursor;
  readonly watermark: number | null;
  readonly basis: string;
  readonly read: number;
  readonly handed: number;
  readonly total?: number;
};

export async function pullProducts(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  const context = await loadContext(ports);
  if (!context.ok) return context;
  const { products: settings, trial } = ports.settings;
  // Said once, and not of each of ten thousand articles.
  if (!knowsTax(settings))
    return ok(flowEnd("held", [reason("product-tax-not-mapped", { rate: null, coding: null })]));
  const began = ports.now();
  let pass = begin(ports, fingerprint(JSON.stringify([settings, trial, context.value])));
  for (;;) {
    const open = await ports.products.open();
    if (!open.ok) return open;
    // Not a limit that was met, but one that is kept to: what is handed in faster than the shop
    // takes it would lie about.
    if (open.value > MAX_OPEN)
      return err({
        kind: "rate-limited",
        vendor: "asperion",
        endpoint: "/v1/articles",
        retryAfterMs: LOOK_AGAIN_MS,
      });
    const page = await readProductPage(ports.readPage, pass.at);
    if (!page.ok) return page;
    const items = page.value.products.map((product) =>
      stageItem(product, context.value, settings, trial),
    );
    const staged = await ports.products.stage(items, pass.number);
    if (!staged.ok) return staged;
    const handed = await ports.enqueue(
      paced(ports, staged.value.differ, "changed", staged.value.open),
    );
    if (!handed.ok) return handed;
    const total = Math.max(pass.read + items.length, pass.total ?? page.value.total);
    const counted = {
      ...pass,
      watermark: pass.watermark ?? page.value.serverTime,
      read: pass.read + items.length,
      handed: pass.handed + staged.value.differ.length,
      total,
    };
    const reported = await ports.progress({
      whole: pass.number !== null,
      read: counted.read,
      readTotal: page.value.next === null ? counted.read : total,
      found: counted.handed,
      written: null,
    });
    if (!reported.ok) return reported;
    if (page.value.next === null) return finish(ports, counted);
    pass = { ...counted, at: page.value.next };
    ports.remember(PASS, JSON.stringify(pass));
    if (ports.now() - began > RUN_MS) return goOn(ports, pass);
  }
}

function begin(ports: RunFacts & ClockPort, basis: string): Pass {
  const kept = readPass(ports.memory[PASS]);
  const changed = ports.memory[BASIS] !== basis;
  const whole =
    changed ||
    ports.memory[SINCE] === undefined ||
    ports.eventTypes.some((type) => WHOLE_PASSES.has(type));
  // A pass that stands goes on, unless what it compares with is another by now, or everything is
  // asked for meanwhile.
  if (kept !== null && kept.basis === basis && (kept.number !== null || !whole)) return kept;
  const from = whole ? 0 : Math.max(0, Number(ports.memory[SINCE]) - OVERLAP_MS);
  return {
    number: whole ? ports.now() : null,
    at: { from, page: 1 },
    watermark: null,
    basis,
    read: 0,
    handed: 0,
  };
}

function readPass(text: string | undefined): Pass | null {
  return text === undefined || text === "" ? null : storedJson<Pass>(text);
}

/** Begun at once, however many wait. */
const AT_ONCE = 10;
const CALLS_OF_A_PRODUCT = 2;
/** The rest of the shop's limit is left to orders. */
const SHARE = 0.8;

/**
 * Jobs at the pace that the shop takes them, behind those that wait already: handed in all at once
 * they would only crowd each other, and live orders.
 */
function paced(
  ports: RunFacts & ClockPort,
  ids: readonly string[],
  type: string,
  open: number,
): readonly WorkItem[] {
  const spacing = (CALLS_OF_A_PRODUCT * 1_000) / (ports.settings.asperionRequestsPerSecond * SHARE);
  const now = ports.now();
  return ids.map((id, index) => ({
    key: productKey(id),
    flow: "products",
    type,
    lane: "sweep",
    notBefore: Math.round(now + Math.max(0, open + index - AT_ONCE) * spacing),
  }));
}

export function stageItem(
  product: LedgerProduct,
  context: ProductContext,
  settings: ProductSettings,
  trial: boolean,
): StageItem {
  const out = leftOut(product, context, settings);
  const { fields, missing } =
    out === null ? desiredProduct(product, context, settings) : { fields: {}, missing: null };
  // On trial the content counts as another one: going live still has everything to do.
  const desired = fingerprint(
    JSON.stringify([trial, out?.params["by"] ?? out?.code ?? null, missing?.code ?? null, fields]),
  );
  return {
    product,
    goes: out === null && (product.active || settings.filter.inactive),
    group: out === null ? (groupOf(product, settings)?.parent ?? null) : null,
    desired,
  };
}

async function finish(
  ports: RunFacts & MemoryPort & WorkPort & ClockPort,
  pass: Pass,
): Promise<Result<FlowEnd, Failure>> {
  const unmet = pass.number === null ? ok(0) : await askForUnmet(ports, pass.number);
  if (!unmet.ok) return unmet;
  if (pass.watermark !== null) ports.remember(SINCE, String(pass.watermark));
  ports.remember(BASIS, pass.basis);
  ports.remember(PASS, "");
  const reported = reason("products-read", {
    read: pass.read,
    differ: pass.handed,
    missing: unmet.value,
    all: pass.number !== null,
  });
  return ok(flowEnd("updated", [reported]));
}

/** Articles that a whole pass didn't meet may be gone: each is asked for in a job of its own. */
async function askForUnmet(
  ports: RunFacts & MemoryPort & WorkPort & ClockPort,
  pass: number,
): Promise<Result<number, Failure>> {
  let count = 0;
  for (let after = ""; ;) {
    const unmet = await ports.products.unmet(pass, after);
    if (!unmet.ok) return unmet;
    const last = unmet.value.at(-1);
    if (last === undefined) return ok(count);
    const handed = await ports.enqueue(paced(ports, unmet.value, "unmet", count));
    if (!handed.ok) return handed;
    count += unmet.value.length;
    after = last;
  }
}

async function goOn(ports: WorkPort, pass: Pass): Promise<Result<FlowEnd, Failure>> {
  const handed = await ports.enqueue([
    { key: PRODUCTS_KEY, flow: "products", type: "go-on", lane: "sweep" },
  ]);
  if (!handed.ok) return handed;
  return ok(
    flowEnd("updated", [
      reason("products-read", {
        read: pass.read,
        differ: pass.handed,
        missing: 0,
        all: pass.number !== null,
      }),
    ]),
  );
}
