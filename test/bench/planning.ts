/**
 * How long an order is planned: the pure part, in Node, without any call. A runner shares its
 * processor with others.
 */
import { planOrder } from "../../src/flows/orders/preparation/plan.ts";
import type { PlanInput } from "../../src/flows/orders/shared/plan-input.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import { customer, input, learnt, order, settings, type Sold } from "../flows/orders/kit.ts";
import { median, percentile } from "./stats.ts";
import type { Section } from "./table.ts";

const RUNS = 60;
/** Node's first runs compile the code; an isolate that has planned before doesn't. */
const WARM_UP = 15;

const lines = (count: number): readonly Sold[] =>
  Array.from({ length: count }, (_, index) => ({
    price: `${(index % 97) + 1}.${String((index * 37) % 100).padStart(2, "0")}`,
    quantity: String((index % 5) + 1),
    rate: ["0.25", "0.12", "0.06"][index % 3] ?? "0.25",
    text: `Article ${index}`,
  }));

const RULES = {
  orders: {
    head: [
      {
        target: "YourReference",
        expression: 'upper(trim(coalesce(order.attentionTo, "-"))) + " " + order.id',
      },
      { target: "DeliveryDate", expression: "addDays(order.date, 2)" },
    ],
    rows: [{ target: "Text", expression: 'cut(coalesce(line.sku, "-") + " " + line.text, 60)' }],
  },
};

export function measurePlanning(): Section {
  const plain = settings();
  const ruled = settingsSchema.parse({ ...plain, mapping: RULES });
  const cases = [5, 50, 300].flatMap((count) => [
    [count, "without rules", plain] as const,
    [count, "with three rules, one of them for each row", ruled] as const,
  ]);
  const rows = cases.flatMap(([count, how, of]) =>
    (["company", "private"] as const).map((kind) => {
      const times = timesOf(
        input(order(lines(count), { attentionTo: "Anna" }), {
          settings: of,
          customer: customer(kind),
          learnt: learnt("row"),
          form: "invoice",
          today: "2026-11-24",
        }),
      );
      return [
        `${count} rows, ${kind === "company" ? "a company" : "a person"}, ${how}`,
        median(times).toFixed(2),
        percentile(times, 0.95).toFixed(2),
        "",
      ];
    }),
  );
  return {
    title: "Planning an order, in ms of Node on this machine",
    head: ["", "median", "95 %", ""],
    rows,
    notes: [
      `${RUNS} plans each, after ${WARM_UP} that don't count. The dry look before the customer is found is one more plan of the same order.`,
    ],
  };
}

function timesOf(given: PlanInput): readonly number[] {
  const times = Array.from({ length: RUNS + WARM_UP }, () => {
    const began = performance.now();
    const plan = planOrder(given);
    const took = performance.now() - began;
    if (plan.kind !== "write") throw new Error(JSON.stringify(plan.reasons));
    return took;
  });
  return times.slice(WARM_UP);
}
