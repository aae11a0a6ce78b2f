/** The questions of each flow, and the step of each setting: faults lead there. */
import type { SwitchedFlow } from "../../../domain/jobs/job.ts";
import type { Settings } from "../../../settings/schema.ts";
import { type FieldPath } from "../settings/catalogue/index.ts";
import type { LookupName } from "../../../settings/lookups/lookup-lists.ts";

type Questions = { readonly fields: readonly FieldPath[]; readonly lookups: readonly LookupName[] };

/** The rest of the settings has answers that fit most shops. */
export const QUESTIONS: Readonly<Record<SwitchedFlow, Questions>> = {
  orders: {
    fields: [
      "orders.type",
      "orders.voucher.level",
      "orders.orderStatus",
      "orders.statuses",
      "orders.paymentStatuses",
      "orders.findCustomerBy",
      "orders.ourReference",
      "orders.payments",
    ],
    lookups: ["termsOfPayment", "deliveryMethod", "paymentMethod"],
  },
  customers: { fields: ["customers.create", "customers.classifyBy"], lookups: [] },
  products: {
    fields: ["products.createOnly", "products.whenFilteredOut", "products.vatCode.table"],
    lookups: [],
  },
  stock: {
    fields: ["stock.strategy", "stock.correctionDebtor", "stock.field", "stock.calculation"],
    lookups: [],
  },
};

export const questionsOf = ({ setup }: Settings): readonly Questions[] =>
  setup.flows.map((flow) => QUESTIONS[flow]);

const ON_FLOWS: readonly FieldPath[] = [
  "orders.enabled",
  "orders.startLine",
  "customers.enabled",
  "products.enabled",
  "stock.enabled",
];

/** The step that shows the field; `null`: none does, and it stands in the settings alone. */
export const stepOf = (
  settings: Settings,
  path: FieldPath,
): { readonly step: "flows" | "questions"; readonly id: string } | null => {
  if (ON_FLOWS.includes(path))
    return { step: "flows", id: path === "orders.startLine" ? "startLine" : "screen" };
  return questionsOf(settings).some(({ fields }) => fields.includes(path))
    ? { step: "questions", id: path }
    : null;
};
