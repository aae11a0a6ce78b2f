/** A case of the suite as the planner gets it. */
import type { Order } from "../../../src/domain/orders/order.ts";
import { numbersToLookUp } from "../../../src/flows/orders/money/lines.ts";
import type { PlanInput } from "../../../src/flows/orders/shared/plan-input.ts";
import {
  codingsOf as namedIn,
  NO_CODINGS,
  systemArticles as madeAs,
  purposeOf,
  wantedArticles,
} from "../../../src/flows/setup/system-articles.ts";
import { chooseType } from "../../../src/settings/orders/order-types.ts";
import {
  articles,
  codings,
  company,
  countries,
  customer,
  input,
  learnt,
  order,
  settings,
  systemArticles,
} from "../../flows/orders/kit.ts";
import type { AcceptanceCase, Made } from "./case.ts";

export const sold = (one: AcceptanceCase) => order(one.lines, one.order);

export function typeOf(one: AcceptanceCase): Made["type"] {
  const placed = sold(one);
  const address = placed.deliveryAddress.country ?? placed.invoiceAddress.country ?? "";
  return chooseType(settings(one.settings).orders, {
    paymentMethod: placed.paymentMethodId,
    deliveryCountry: address,
    gross: placed.gross,
    customerKind: one.buyer,
  }).type;
}

export function inputOf(one: AcceptanceCase, placed: Order): PlanInput {
  return input(placed, {
    settings: settings(one.settings),
    articles: { ...missing(placed, one), ...articles },
    customer: customer(one.buyer, {
      country: one.company?.country ?? company.country,
      ...one.customer,
    }),
    ...codingsOf(one),
    company: { ...company, ...one.company },
    learnt: learnt(one.rounding ?? "rate"),
    form: typeOf(one) === "sales-order" ? "sales-order" : "invoice",
    today: one.today ?? "2026-11-24",
    years: one.years ?? [],
  });
}

/** Beside a case's own codings stand those of the kit's articles. */
function codingsOf(one: AcceptanceCase): Pick<PlanInput, "codings" | "systemArticles"> {
  const { country } = { ...company, ...one.company };
  const all = one.setUp === undefined ? [] : codings;
  const known = one.codings === undefined ? codings : [...one.codings, ...all];
  if (one.setUp === undefined) return { codings: known, systemArticles };
  const tables = one.setUp === "with-tables" ? namedIn(settings(one.settings), known) : NO_CODINGS;
  const wanted = wantedArticles(known, country, tables, one.company?.usesOss === true);
  const made = wanted.map((article) => ({ article, id: purposeOf(article) }));
  return { codings: known, systemArticles: madeAs(made) };
}

/** Of what is asked for the ledger has the kit's articles and no others. */
const missing = (placed: Order, one: AcceptanceCase): PlanInput["articles"] =>
  Object.fromEntries(
    numbersToLookUp(placed, settings(one.settings), {
      company: { ...company, ...one.company },
      countries,
    }).map((number) => [number, { kind: "missing" }]),
  );
