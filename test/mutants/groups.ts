/** What is mutated, by concern, and the tests that are run against each mutant, quick ones first. */

export type Group = {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
};

export const GROUPS = {
  doubt: {
    mutate: [
      "src/sync/doubt-policy.ts",
      "src/sync/backoff.ts",
      "src/domain/vendors/retry-after.ts",
    ],
    tests: [
      "test/sync/doubt.test.ts",
      "test/sync/backoff.test.ts",
      "test/domain/retry-after.test.ts",
    ],
  },
  money: {
    mutate: [
      "src/domain/money.ts",
      "src/domain/ledger/allowances.ts",
      "src/domain/orders/sold.ts",
      "src/domain/ledger/whole-units.ts",
      // Next to nothing but types: what is computed for them is among the rows.
      "src/domain/{ledger/voucher,orders/invoice,orders/sales-order}.ts",
    ],
    tests: [
      "test/domain/money.test.ts",
      "test/domain/allowances.test.ts",
      "test/settings/whole-units.test.ts",
      "test/flows/orders/{rows,head-discount}.test.ts",
      "test/flows/orders/rows.property.test.ts",
    ],
  },
  posting: {
    mutate: ["src/flows/orders/posting/{documents,posting-vs-voucher,predict}.ts"],
    tests: [
      "test/flows/orders/posting/{documents,posting-vs-voucher,predict,predict-lines}.test.ts",
    ],
  },
  decide: {
    mutate: [
      "src/flows/orders/decision/{action,cancelled-or-zero,decide,decide-follow-up,execution,recreate-deleted}.ts",
      "src/flows/orders/preparation/eligibility.ts",
    ],
    tests: [
      "test/flows/orders/eligibility.test.ts",
      "test/flows/orders/decision/{approvals,cancelled-or-zero,decide,details,differences,manual-review,recreate-deleted}.test.ts",
      "test/flows/orders/held-before-booking.test.ts",
      "test/acceptance/orders/{acceptance,whole-units}.test.ts",
    ],
  },
  settings: {
    mutate: [
      "src/settings/lookups/{lookup,lookup-key,occurred-values,order-lookups,used-lookups}.ts",
      "src/settings/orders/{after-booking,codings,filter-lines,order-types}.ts",
      "src/settings/orders/{earlier-orders,vouchers,whole-units}.ts",
      "src/settings/products/number-pattern.ts",
      "src/settings/{customers,stock/stock-expression,versions/as-planned}.ts",
    ],
    tests: [
      // Not those that read the code itself, which bears all mutants at once.
      "test/settings/{as-planned,codings,customers,filter-lines,lookup,lookup-key}.test.ts",
      "test/settings/{edges,order-types,schema,sending,stock-settings,vouchers}.test.ts",
      "test/settings/{approval,earlier-orders,used-lookups,whole-units}.test.ts",
      "test/settings/rules/rules.test.ts",
      "test/docs/lookups.test.ts",
      "test/sync/order-values.test.ts",
      "test/flows/products/parts.test.ts",
      "test/flows/orders/{eligibility,lookups,cross-border,rows}.test.ts",
      "test/acceptance/orders/{acceptance,vouchers}.test.ts",
    ],
  },
  expressions: {
    mutate: ["src/settings/expressions/**/*.ts"],
    tests: ["test/settings/expressions/*.test.ts", "test/settings/rules/rules.test.ts"],
  },
  rows: {
    mutate: [
      "src/flows/orders/money/{articles,cross-border-rows,cross-border-sale,item-coding}.ts",
      "src/flows/orders/money/{lines,make-articles,own-rows,row-form,rows}.ts",
      "src/flows/orders/shared/answer-vs-plan.ts",
      "src/flows/parties/customer-addresses.ts",
    ],
    tests: [
      "test/flows/orders/{row-form,make-rows,answer-rows-vs-plan,articles,articles-by-coding,own-rows}.test.ts",
      "test/flows/orders/cross-border{,-rows,-sale,-facts}.test.ts",
      "test/flows/orders/triangular.test.ts",
      "test/flows/orders/{rows,plan,answer-vs-plan,invoice-vs-plan,lookups}.test.ts",
      "test/flows/orders/{check-source,make-articles,gift-cards,head-discount}.test.ts",
      "test/flows/orders/{credit-signs,lines,line-discounts}.test.ts",
      "test/flows/orders/{rows,hostile-figures}.property.test.ts",
      "test/acceptance/orders/{acceptance,vouchers,deltas}.test.ts",
      "test/flows/orders/by-coding.test.ts",
    ],
  },
} as const satisfies Readonly<Record<string, Group>>;

export type GroupName = keyof typeof GROUPS;

export const isGroup = (name: string): name is GroupName => Object.hasOwn(GROUPS, name);
