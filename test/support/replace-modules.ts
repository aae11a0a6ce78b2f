/** The tests that put others in the place of modules (`vi.mock`): each has an isolate of its own. */
export const REPLACE_MODULES: readonly string[] = [
  "test/bench/exit-code.test.ts",
  "test/flows/orders/planned-once.test.ts",
  "test/sync/drain.test.ts",
  "test/sync/lookup-calls.test.ts",
  "test/sync/pace.test.ts",
];
