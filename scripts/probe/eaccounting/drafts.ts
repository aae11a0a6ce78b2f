/**
 * Checks eAccounting's handling of drafts of the probe's own, of invoices and of orders, which it
 * deletes.
 */
import { check, differs, holds, unclear } from "../check.ts";
import { bodyOf, isOk } from "../session.ts";
import { anArticle, draftRow, ownCustomer, ownDraft, ownOrder, postDraft } from "./own.ts";
import { dataOf, id, list, num, rowsOf, str } from "./read.ts";

export const DRAFT_CHECKS = [
  check({
    id: "E40",
    level: "write",
    switches: ["draftTotalBasis"],
    look: async (session) => ownDraft(session, await ownCustomer(session)),
    judge: (draft) => {
      const total = num(draft["TotalAmount"]);
      const vat = num(draft["TotalVatAmount"]) ?? 0;
      if (vat === 0) return unclear("the draft has no VAT");
      const draftTotalBasis = total === 100 ? "excl" : "incl";
      return holds(`a row of 100 without VAT: TotalAmount ${String(total)}`, { draftTotalBasis });
    },
  }),
  check({
    id: "E41",
    level: "write",
    switches: ["draftRowAmount"],
    look: async (session) => ownDraft(session, await ownCustomer(session)),
    judge: (draft) => {
      const amount = num(rowsOf(draft)[0]?.["Amount"]) ?? 0;
      const draftRowAmount = amount === 0 ? "nought" : "filled";
      return holds(`Amount of a row of 100: ${amount}`, { draftRowAmount });
    },
  }),
  check({
    id: "E90",
    level: "write",
    switches: ["rowOrder"],
    look: async (session) => {
      const article = await anArticle(session);
      const sent = Array.from({ length: 8 }, (_, at) => 10 * (at + 1));
      const Rows = sent.map((LineNumber) => draftRow(article, { LineNumber }));
      const draft = await ownDraft(session, await ownCustomer(session), { Rows });
      const ids = { id: id(draft) };
      const after = bodyOf(await session.get("/customerinvoicedrafts/{id}", { ids }));
      return { sent, got: rowsOf(after).map((row) => Number(row["LineNumber"])) };
    },
    judge: ({ sent, got }) => {
      const rowOrder = sent.join() === got.join() ? "kept" : "shuffled";
      return sent.join() === got.toSorted((a, b) => a - b).join()
        ? holds(`line numbers are kept, the order of rows is ${rowOrder}`, { rowOrder })
        : differs("line numbers aren't kept", { rowOrder });
    },
  }),
  check({
    id: "E44:draft",
    level: "write",
    switches: ["creditDraftOfWrongSign"],
    look: async (session) => {
      const customer = await ownCustomer(session);
      const article = await anArticle(session);
      const of = async (Quantity: number) =>
        postDraft(session, customer, {
          IsCreditInvoice: true,
          Rows: [draftRow(article, { Quantity })],
        });
      return { sold: await of(1), turned: await of(-1) };
    },
    judge: ({ sold, turned }) => {
      const creditDraftOfWrongSign = isOk(sold) && isOk(turned) ? "taken" : "refused";
      const told = `rows as sold: ${sold.status}, turned: ${turned.status}`;
      return isOk(sold) || isOk(turned)
        ? holds(`the draft of a credit, ${told}`, { creditDraftOfWrongSign })
        : differs(`no draft of a credit is taken, ${told}`);
    },
  }),
  check({
    id: "E233",
    level: "write",
    look: async (session) => {
      const order = await ownOrder(session, await ownCustomer(session), { Status: 1 });
      const $filter = `Status eq 1 and CustomerId eq ${str(order["CustomerId"])}`;
      return list(session, "/orders", { $filter });
    },
    judge: (answer) =>
      isOk(answer) && dataOf(answer).length === 1
        ? holds("a list of orders is filtered by their status")
        : differs(`a filter by status: ${answer.status}`),
  }),
  check({
    id: "E235",
    level: "write",
    look: async (session) => ownOrder(session, await ownCustomer(session), { Status: 1 }),
    judge: ({ Number: number }) =>
      (number == null ? holds : differs)(`the number of an order in draft: ${str(number)}`),
  }),
];
