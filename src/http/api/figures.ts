/** The figures of a tenant's dashboard: outcomes by day. */
import { z } from "@hono/zod-openapi";
import { APPROVAL_WAIT } from "../../domain/jobs/job.ts";
import { exact, sum } from "../../domain/money.ts";
import { type Figure, figuresOf } from "../usecases/tenants/figures.ts";
import { unwrapOrThrow, json } from "./answers.ts";
import { type Route, route } from "./route.ts";

const day = z.iso.date();
const figure = z.object({
  flow: z.string(),
  outcome: z.string(),
  currency: z.string(),
  count: z.number(),
  gross: z.string(),
  vat: z.string(),
  approvals: z
    .object({ count: z.number(), gross: z.string(), vat: z.string() })
    .optional()
    .describe("of `held`: those of them that wait for an approval"),
});

/** Clients that count what is on hold know one outcome for it, which has the approvals as well. */
function heldTogether(figures: readonly Figure[]): z.infer<typeof figure>[] {
  const [waiting, others] = [
    figures.filter(({ outcome }) => outcome === APPROVAL_WAIT),
    figures.filter(({ outcome }) => outcome !== APPROVAL_WAIT),
  ];
  const isOf = ({ flow, currency }: Pick<Figure, "flow" | "currency">, one: Figure): boolean =>
    one.flow === flow && one.currency === currency;
  const held = waiting.map(({ flow, currency, count, gross, vat }) => {
    const rest = others.find((one) => one.outcome === "held" && isOf({ flow, currency }, one));
    return {
      flow,
      outcome: "held",
      currency,
      count: count + (rest?.count ?? 0),
      gross: exact(sum([gross, rest?.gross ?? "0"])),
      vat: exact(sum([vat, rest?.vat ?? "0"])),
      approvals: { count, gross, vat },
    };
  });
  return [
    ...others.filter((one) => one.outcome !== "held" || !waiting.some((other) => isOf(other, one))),
    ...held,
  ];
}

export const figureRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/figures", {
    summary: "Counts and amounts of each day, by flow, outcome and currency; at most 92 days",
    description:
      "Days are those of the shop's clock (Europe/Amsterdam). An order, customer or article " +
      "counts once it was processed: once, on the day on which its outcome or amount last " +
      "changed, " +
      "whenever it was placed. Amounts are what was sold, in the order's currency: with what " +
      "gift cards paid, and nothing of a cancelled order.",
    query: z.strictObject({ from: day, to: day }),
    answer: json(
      "The figures",
      z.object({ days: z.array(z.object({ day: z.string(), figures: z.array(figure) })) }),
    ),
    handle: async ({ asking, query }) => {
      const days = unwrapOrThrow(await figuresOf(asking, query));
      return {
        days: days.map(({ day: of, figures }) => ({ day: of, figures: heldTogether(figures) })),
      };
    },
  }),
];
