/** The figures of a tenant's dashboard: outcomes by day. */
import { z } from "@hono/zod-openapi";
import { figuresOf } from "../usecases/tenants/figures.ts";
import { granted, json } from "./answers.ts";
import { type Route, route } from "./route.ts";

const day = z.iso.date();
const figure = z.object({
  flow: z.string(),
  outcome: z.string(),
  currency: z.string(),
  count: z.number(),
  gross: z.string(),
  vat: z.string(),
});

export const figureRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/figures", {
    summary: "Counts and amounts of each day, by flow, outcome and currency; at most 92 days",
    description:
      "Days are those of the shop's clock (Europe/Amsterdam). An order, customer or article " +
      "counts once it was processed: once, on the day on which its outcome or amount last " +
      "changed, " +
      "whenever it was placed. Amounts are what was charged, in the order's currency.",
    query: z.strictObject({ from: day, to: day }),
    answer: json(
      "The figures",
      z.object({ days: z.array(z.object({ day: z.string(), figures: z.array(figure) })) }),
    ),
    handle: async ({ asking, query }) => {
      const days = granted(await figuresOf(asking, query));
      return { days: days.map((one) => ({ day: one.day, figures: one.figures })) };
    },
  }),
];
