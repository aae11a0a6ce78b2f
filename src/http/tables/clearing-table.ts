/** Every order that stands open on the accounts of payment methods, as a table. */
import type { ClearingView } from "../../sync/contract/clearing.ts";
import { type CsvForm, csvOf } from "./csv.ts";

const MOST_A_PAGE = 500;

type ReadClearing = (query: {
  readonly account?: number;
  readonly cursor?: string;
  readonly limit: number;
}) => Promise<ClearingView>;

/**
 * `read`: a page; the caller has reached the tenant. Account by account, the oldest order first.
 * `methodOf`: how a payment method is called.
 */
export function clearingTable(
  head: readonly string[],
  read: ReadClearing,
  methodOf: (method: string) => string,
  form: CsvForm,
): ReadableStream<Uint8Array> {
  return csvOf(
    head,
    async (cursor) => {
      const [asked, ...behind] = cursor?.split(" ") ?? [];
      const found = await read({
        ...(asked === undefined ? {} : { account: Number(asked) }),
        ...(behind.length === 0 ? {} : { cursor: behind.join(" ") }),
        limit: MOST_A_PAGE,
      });
      const accounts = [...new Set(found.sums.map(({ account }) => account))];
      const following = accounts[accounts.indexOf(found.account ?? 0) + 1]?.toString() ?? null;
      return {
        rows: found.orders.map(({ number, key, day, method, open }) => [
          String(found.account),
          number ?? "",
          key.slice("order:".length),
          form.day(day),
          methodOf(method),
          open.replace(".", form.decimal),
          found.currency ?? "",
        ]),
        cursor: found.cursor === null ? following : `${found.account} ${found.cursor}`,
      };
    },
    null,
    form,
  );
}
