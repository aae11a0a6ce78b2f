/**
 * Checks eAccounting's handling of attached files. They are removed, and uploads deleted; a linked
 * file stays with its voucher.
 */
import { MAX_FILE_BYTES } from "../../../src/eaccounting/attachments.ts";
import {
  DRAFT_READ_ONLY,
  DRAFT_ROW_READ_ONLY,
  ORDER_READ_ONLY,
  ORDER_ROW_READ_ONLY,
} from "../../../src/eaccounting/put-fields.ts";
import type { VendorAnswer } from "../../../src/domain/vendors/request.ts";
import { check, differs, holds, positioned, unclear } from "../check.ts";
import { bodyOf, isOk, type Row, type Session } from "../session.ts";
import { convertDraft, convertOrder, invoiceAgain, ownInvoice } from "./booked.ts";
import {
  attach,
  fileName,
  filesOf,
  link,
  madeId,
  putDocument,
  readDocument,
  type SalesKind,
  takeOff,
  unmatched,
  unmatchedNames,
  upload,
  voucherOf,
} from "./files.ts";
import { ownCustomer, ownDraft, ownOrder } from "./own.ts";
import { dataOf, id, rowsOf, totalOf } from "./read.ts";
import { neutral } from "./vouchers.ts";

const FILE = "a file";

type Kind = {
  readonly kind: SalesKind;
  readonly own: (session: Session, customer: Row) => Promise<Row>;
  readonly head: readonly string[];
  readonly row: readonly string[];
};

const ORDER: Kind = {
  kind: "order",
  own: ownOrder,
  head: ORDER_READ_ONLY,
  row: ORDER_ROW_READ_ONLY,
};
const DRAFT: Kind = {
  kind: "customerinvoicedraft",
  own: ownDraft,
  head: DRAFT_READ_ONLY,
  row: DRAFT_ROW_READ_ONLY,
};

const without = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

/** As the product sends a document back. */
const sendable = (document: Row, { head, row }: Kind): Row => ({
  ...without(document, head),
  Rows: rowsOf(document).map((one) => without(one, row)),
});

/** The product compares neither the list of files nor a stamp. */
const UNCOMPARED = ["SalesDocumentAttachments", "ModifiedUtc", "ChangedUtc"];

const changed = (before: Row, after: Row): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) =>
      !UNCOMPARED.includes(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );

type Shown = {
  readonly kind: SalesKind;
  readonly isListed: boolean;
  readonly isNamed: boolean;
};

async function attachedAndRead(session: Session, kind: SalesKind, document: Row): Promise<Shown> {
  const attachmentId = madeId(await attach(session, kind, document, "read"), FILE);
  const files = filesOf(await readDocument(session, kind, document));
  const file = await session.get("/salesdocumentattachments/{attachmentId}", {
    ids: { attachmentId },
  });
  return {
    kind,
    isListed: files.includes(attachmentId.toLowerCase()),
    isNamed: bodyOf(file)["OriginalFilename"] === `${fileName(session, "read")}.pdf`,
  };
}

function judgeShown(shown: readonly Shown[]) {
  const told = shown
    .map((one) => `${one.kind}: listed ${one.isListed}, under its name ${one.isNamed}`)
    .join("; ");
  const positions = { attachmentsListed: shown.every((one) => one.isListed) ? "yes" : "no" };
  return shown.every(({ isListed, isNamed }) => isListed && isNamed)
    ? holds(told, positions)
    : differs(told, positions);
}

/** A file attached, the document sent back as the product does, the file taken off. */
async function around(session: Session, kind: Kind, customer: Row) {
  const seen = (): Promise<Row> => readDocument(session, kind.kind, document);
  const document = await kind.own(session, customer);
  const before = await seen();
  const attachmentId = madeId(await attach(session, kind.kind, document, "edit"), FILE);
  const withFile = await seen();
  const put = await putDocument(session, kind.kind, document, sendable(withFile, kind));
  const edited = await seen();
  const removed = await takeOff(session, kind.kind, id(document), attachmentId);
  return {
    kind: kind.kind,
    put: put.status,
    removed: removed.status,
    kept: filesOf(edited).includes(attachmentId.toLowerCase()),
    changed: [...changed(before, withFile), ...changed(edited, await seen())],
  };
}

/** Whether the invoice has a file of what it was made from; `null`: there is no invoice. */
async function followed(session: Session, answer: VendorAnswer): Promise<boolean | null> {
  if (!isOk(answer)) return null;
  return filesOf(await invoiceAgain(session, bodyOf(answer))).length > 0;
}

const ownVoucher = async (session: Session): Promise<string> =>
  madeId(await neutral(session), "a voucher");

export const ATTACHMENT_CHECKS = [
  check({
    id: "E190",
    level: "write",
    look: async (session) => {
      const order = await ownOrder(session, await ownCustomer(session));
      madeId(await attach(session, "order", order, "twice"), FILE);
      const again = await attach(session, "order", order, "twice");
      return { again, files: filesOf(await readDocument(session, "order", order)).length };
    },
    judge: ({ again, files }) => {
      const told = `the same file once more: ${again.status}, and the order has ${files}`;
      return isOk(again) && files === 2 ? holds(told) : differs(told);
    },
  }),
  check({
    id: "E191",
    level: "write",
    switches: ["attachmentsListed"],
    look: async (session) => {
      const customer = await ownCustomer(session);
      return [
        await attachedAndRead(session, "order", await ownOrder(session, customer)),
        await attachedAndRead(session, "customerinvoicedraft", await ownDraft(session, customer)),
      ];
    },
    judge: judgeShown,
  }),
  check({
    id: "E191:invoice",
    level: "book",
    look: async (session) => [
      await attachedAndRead(session, "customerinvoice", await ownInvoice(session)),
    ],
    judge: judgeShown,
  }),
  check({
    id: "E192",
    level: "book",
    switches: ["attachmentsFollowBooking"],
    look: async (session) => {
      const customer = await ownCustomer(session);
      const draft = await ownDraft(session, customer);
      madeId(await attach(session, "customerinvoicedraft", draft, "draft"), FILE);
      const order = await ownOrder(session, customer);
      madeId(await attach(session, "order", order, "order"), FILE);
      return {
        draft: await followed(session, await convertDraft(session, draft)),
        order: await followed(session, await convertOrder(session, order)),
      };
    },
    judge: ({ draft, order }) => {
      if (draft === null || order === null) return unclear("what has a file isn't booked");
      const told = `an invoice has the files of its draft: ${draft}, of its order: ${order}`;
      return draft === order
        ? holds(told, { attachmentsFollowBooking: draft ? "yes" : "no" })
        : holds(told);
    },
  }),
  check({
    id: "E193",
    level: "write",
    switches: ["attachmentMaxBytes"],
    look: async (session) => {
      const order = await ownOrder(session, await ownCustomer(session));
      return {
        attached: await attach(session, "order", order, "large", MAX_FILE_BYTES),
        uploaded: await upload(session, "large", MAX_FILE_BYTES),
      };
    },
    judge: ({ attached, uploaded }) =>
      positioned(
        "attachmentMaxBytes",
        isOk(attached) && isOk(uploaded) ? "enough" : "too small",
        "enough",
        `${MAX_FILE_BYTES} bytes, attached: ${attached.status}, uploaded: ${uploaded.status}`,
      ),
  }),
  check({
    id: "E194",
    level: "write",
    switches: ["unmatchedListed"],
    look: async (session) => {
      for (const name of ["first", "second"]) madeId(await upload(session, name), FILE);
      const names = await unmatchedNames(session);
      return {
        listed: ["first", "second"].every((name) => names.includes(fileName(session, name))),
        pages: [await unmatched(session, 1, 1), await unmatched(session, 1, 2)],
      };
    },
    judge: ({ listed, pages }) => {
      const unmatchedListed = listed ? "yes" : "no";
      if (!listed)
        return differs("an upload that isn't linked isn't listed by its name", { unmatchedListed });
      const ids = pages.flatMap((page) => dataOf(page).map(id));
      const isPaged =
        ids.length === 2 &&
        ids[0] !== ids[1] &&
        pages.every((page) => (totalOf(page) ?? 0) >= ids.length);
      return isPaged
        ? holds("an upload that isn't linked is listed by its name, page by page", {
            unmatchedListed,
          })
        : differs(`two pages of one upload each show ${ids.length}`, { unmatchedListed });
    },
  }),
  check({
    id: "E194:linked",
    level: "book",
    look: async (session) => {
      const file = madeId(await upload(session, "listed"), FILE);
      const isListed = async (): Promise<boolean> =>
        (await unmatchedNames(session)).includes(fileName(session, "listed"));
      const before = await isListed();
      const linked = await link(session, await ownVoucher(session), file);
      return { before, linked, after: await isListed() };
    },
    judge: ({ before, linked, after }) => {
      if (!isOk(linked)) return unclear(`the link: ${linked.status}`);
      const told = `with includeMatched=false, listed before: ${before}, after the link: ${after}`;
      return before && !after ? holds(told) : differs(told);
    },
  }),
  check({
    id: "E195",
    level: "book",
    look: async (session) => {
      const files = [
        madeId(await upload(session, "link-1"), FILE),
        madeId(await upload(session, "link-2"), FILE),
      ];
      const voucher = await ownVoucher(session);
      const statuses: number[] = [];
      for (const file of files) statuses.push((await link(session, voucher, file)).status);
      const named: boolean[] = [];
      for (const file of files)
        named.push((await voucherOf(session, file)) === voucher.toLowerCase());
      return { statuses, named };
    },
    judge: ({ statuses, named }) => {
      const told = `two links: ${statuses.join(", ")}; the uploads name it: ${named.join(", ")}`;
      return named.every(Boolean) ? holds(told) : differs(told);
    },
  }),
  check({
    id: "E196",
    level: "write",
    look: async (session) => ({
      plain: await upload(session, "plain"),
      dotted: await upload(session, "dotted.pdf"),
    }),
    judge: ({ plain, dotted }) => {
      const told = `an upload without an ending: ${plain.status}, with one: ${dotted.status}`;
      return isOk(plain) && !isOk(dotted) ? holds(told) : differs(told);
    },
  }),
  check({
    id: "E197",
    level: "write",
    switches: ["putKeepsFiles"],
    look: async (session) => {
      const customer = await ownCustomer(session);
      return [await around(session, ORDER, customer), await around(session, DRAFT, customer)];
    },
    judge: (seen) => {
      const refused = seen.find(({ put, removed }) => put >= 300 || removed >= 300);
      if (refused !== undefined)
        return differs(`${refused.kind}: PUT ${refused.put}, taken off ${refused.removed}`);
      const told = seen
        .map((one) => `${one.kind}: kept ${one.kept}, changed: ${one.changed.join(", ") || "none"}`)
        .join("; ");
      const positions = { putKeepsFiles: seen.every(({ kept }) => kept) ? "yes" : "no" };
      return seen.every((one) => one.kept && one.changed.length === 0)
        ? holds(told, positions)
        : differs(told, positions);
    },
  }),
];
