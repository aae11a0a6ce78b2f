/**
 * `npx node test/deploys/record.ts`: brings this release into the middle of its work, kills it, and
 * writes down what it leaves; and keeps its code. Run at each release: recorded.json is what the
 * next one is tested on, and release.js.br is what is started on what the next one leaves.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../../scripts/local/bundle.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { Mortal, type Placed } from "../support/mortal.ts";
import { testSecrets } from "../support/test-env.ts";
import type { Json } from "../../scripts/local/operator.ts";
import { saveRelease } from "./release.ts";
import { capture, type Recorded, type RecordedOrders, saveRecorded } from "./recorded.ts";

const { version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as {
  version: string;
};
const release = await saveRelease(version);
const mortal = await Mortal.start("record", { secrets: testSecrets });
try {
  const tenant = await mortal.tenant();
  const place = (lines: readonly Json[] = [mug(2)]): Promise<Placed> =>
    mortal.place({ ...companyBuyer("Recorded"), lines });
  const tell = async ({ id }: Placed): Promise<void> => {
    if ((await mortal.webhook(tenant, id)) !== 202) throw new Error(`order ${id} wasn't taken`);
  };
  const fault = (vendor: "asperion" | "eaccounting", what: Json): Promise<Json> =>
    mortal.world.operator.control(vendor, "POST", "/faults", what);

  const booked = await place();
  await tell(booked);
  await mortal.until("an order is booked", async () =>
    (await mortal.told(booked)).includes("done booked"),
  );
  const held = await place([{ articleCode: "NO-SUCH", quantity: 1, price: 10, vatCode: "H" }]);
  await tell(held);
  await mortal.until("an order is held", async () =>
    (await mortal.told(held)).includes("done held"),
  );
  const arrived = await place();
  await fault("eaccounting", {
    route: "POST /v2/orders",
    kind: "late-commit",
    ms: 0,
    answer: "hang",
  });
  await tell(arrived);
  await mortal.until(
    "a write came true without an answer",
    async () => (await mortal.ordersOf(arrived.orderNumber)).length === 1,
  );
  const lost = await place();
  await fault("eaccounting", { route: "POST /v2/orders", kind: "hang" });
  await tell(lost);
  await mortal.until("a write is on its way for ever", async () =>
    (await mortal.asked("POST /v2/orders")).some((body) => body.includes(`${lost.orderNumber} #`)),
  );
  const taken = await place();
  await fault("asperion", { route: "GET /v1/SalesOrderWithLines", kind: "hang", times: "always" });
  await tell(taken);

  const orders: RecordedOrders = { booked, held, arrived, lost, taken };
  let recorded: Recorded | null = null;
  const { world } = mortal;
  const now = mortal.now();
  await mortal.dieFor(0, async () => {
    recorded = await capture({ world, now }, version, tenant, orders);
  });
  if (recorded === null) throw new Error("nothing was recorded");
  await saveRecorded(recorded);
  console.log(
    `Written to test/deploys: what ${release.version} (${release.commit}) left, and its code.`,
  );
} finally {
  await mortal.stop();
}
