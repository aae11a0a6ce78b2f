/**
 * Our eAccounting client with its sandbox, over real HTTP: one sandbox for all tests of a file, as
 * new before each (`useLedger`).
 */
import { afterAll, beforeAll, beforeEach } from "vitest";
import { send } from "../../src/domain/vendors/http.ts";
import { carriesMarker } from "../../src/domain/orders/marker.ts";
import type { SendRead, VendorRequest } from "../../src/domain/vendors/request.ts";
import { articleByNumber, readArticlesByNumber } from "../../src/eaccounting/articles.ts";
import { createCustomer, readWrittenCustomer } from "../../src/eaccounting/customers.ts";
import type { Search } from "../../src/eaccounting/documents.ts";
import * as lookups from "../../src/eaccounting/reference-lists.ts";
import { readAll } from "../../src/eaccounting/paging.ts";
import { eaccountingHttp } from "../../src/eaccounting/request.ts";
import { customer, plan, row, textRow } from "../eaccounting/fixtures.ts";
import { startEaccounting, type StartedEaccounting } from "../sandbox/eaccounting/start.ts";
import { asRead, asWrite, must } from "./ledger-sender.ts";

export { must } from "./ledger-sender.ts";

export let sandbox: StartedEaccounting;
/** A test may put a worse one in its place: see `useToken`. */
export let token: string;

/** To be called once by a file of tests. */
export function useLedger(): void {
  beforeAll(async () => {
    sandbox = await startEaccounting();
  });
  afterAll(() => sandbox.close());
  beforeEach(async () => {
    await sandbox.control("POST", "/reset", {});
    token = sandbox.token();
  });
}

export function useToken(other: string): void {
  token = other;
}

export const call = (request: VendorRequest, timeoutMs = 5000) =>
  send({ fetch }, eaccountingHttp(`${sandbox.url}/v2`, request, token), timeoutMs);

export const read: SendRead = async (request) => asRead(request, await call(request));
export const write = async (request: VendorRequest, timeoutMs?: number) =>
  asWrite(request, await call(request, timeoutMs));

export const switches = (values: Record<string, string | number>) =>
  sandbox.control("PUT", "/switches", values);
export const clientFaults = async () =>
  (await sandbox.control("GET", "/faultsofclient")).body["faults"];

/** An article and a customer of the company, and an order that can be written as it stands. */
export async function setting() {
  const [article] = must(
    readArticlesByNumber(must(await read(articleByNumber("TSHIRT"))), "TSHIRT"),
  );
  const [terms] = must(await readAll(read, lookups.termsOfPayments));
  if (article === undefined || terms === undefined) throw new Error("the seed has changed");
  const made = must(
    readWrittenCustomer(
      must(await write(createCustomer(customer({ termsOfPaymentId: terms.id })))),
    ),
  );
  const order = plan({
    customerId: made.id,
    termsOfPaymentId: terms.id,
    rows: [row({ articleId: article.id, quantity: "1", unitPrice: "25.00" }), textRow()],
  });
  return { article, terms, made, order };
}

export const search = (change: Partial<Search> = {}): Search => ({
  kind: "order",
  fields: ["OurReference"],
  part: "K7Q2M9XA",
  matches: (text) => carriesMarker(text, "K7Q2M9XA"),
  since: Date.now() - 3_600_000,
  ...change,
});
