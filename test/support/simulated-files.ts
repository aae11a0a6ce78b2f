/**
 * End-to-end tests of what is decided and carried out, whatever carries it: they run on the
 * simulation's platform (simulated.ts), and each week in workerd as well, like all others
 * (`E2E_RUNTIME=workerd`). Not among them are tests of pages, of deployments, and of the runtime
 * itself: what it kills, starts again, repeats or delivers.
 */
const NAMES = [
  "credits",
  "customers",
  "day-faults",
  "deltas",
  "edited-in-doubt",
  "invoice-edited-in-doubt",
  "invoice-faults",
  "late-commits",
  "mixed-changes",
  "order-sweep",
  "payments",
  "payouts-invoices-faults",
  "products",
  "products-faults",
  "rounding-faults",
  "stock",
  "stock-doubt",
  "stock-settings",
  "switches",
  "take-back",
  "voucher-faults",
];

export const SIMULATED_FILES: readonly string[] =
  process.env["E2E_RUNTIME"] === "workerd"
    ? []
    : NAMES.map((name) => `test/e2e/${name}.e2e.test.ts`);
