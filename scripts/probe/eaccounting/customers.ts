/** Checks eAccounting's handling of customers and labels of the probe's own, which it removes. */
import { CUSTOMER_READ_ONLY } from "../../../src/eaccounting/put-fields.ts";
import type { VendorAnswer } from "../../../src/domain/vendors/request.ts";
import { check, differs, holds, unclear } from "../check.ts";
import { bodyOf, isOk, type Row, type Session } from "../session.ts";
import { CUSTOMER_FIELDS } from "./fields.ts";
import { customerBody, orderBody, ownCustomer, ownOrder, postCustomer, postOrder } from "./own.ts";
import { codeOf, dataOf, id, list, NOBODY, someOf } from "./read.ts";

const READ_ONLY: readonly string[] = CUSTOMER_READ_ONLY;
const LOST_ON_PURPOSE = new Set(["ChangedUtc"]);

const ids = (row: Row) => ({ ids: { id: id(row) } });
const sendable = (customer: Row): Row =>
  Object.fromEntries(Object.entries(customer).filter(([name]) => !READ_ONLY.includes(name)));

const putCustomer = (session: Session, customer: Row, change: Row): Promise<VendorAnswer> =>
  session.write("PUT", "/customers/{id}", {
    ...ids(customer),
    body: { ...sendable(customer), ...change },
  });

/** What the EU's register of VAT numbers says can't be chosen. */
const OF_THE_REGISTER = [4025, 4100];

/** A code, and the status that it comes with. */
const statusCheck = (
  name: string,
  code: number,
  level: "write" | "book",
  look: (session: Session) => Promise<VendorAnswer>,
) =>
  check({
    id: `${name}:${code}`,
    level,
    switches: [`status${code}`],
    look,
    judge: (answer) =>
      codeOf(answer) === code
        ? holds(`code ${code} comes with ${answer.status}`, {
            [`status${code}`]: `${answer.status}`,
          })
        : isOk(answer) || OF_THE_REGISTER.includes(codeOf(answer) ?? 0)
          ? unclear(`${answer.status}, code ${codeOf(answer) ?? "none"}: ${code} wasn't seen`)
          : differs(
              `${answer.status} with code ${codeOf(answer) ?? "none"}, where ${code} was expected`,
            ),
  });

/** Of the form of a VAT number, and nobody's. */
const NO_NUMBER = { InvoiceCountryCode: "NL", VatNumber: "NL000000000B99" };

const vies = (answer: VendorAnswer): Readonly<Record<string, string>> => {
  const code = codeOf(answer);
  const position = isOk(answer) ? "ok" : code === 4025 ? "invalid" : code === 4100 ? "down" : null;
  const status = code === 4025 || code === 4100 ? { [`status${code}`]: String(answer.status) } : {};
  return { ...(position === null ? {} : { vies: position }), ...status };
};

/** What an order has of its customer, and the product compares. */
const headOf = (order: Row): Row =>
  Object.fromEntries(
    Object.entries(order).filter(([name]) => /^(Invoice|Delivery|TermsOfPaymentId)/.test(name)),
  );

export const CUSTOMER_CHECKS = [
  check({
    id: "E13:customer",
    level: "write",
    switches: ["extraFields"],
    look: async (session) => {
      const customer = await ownCustomer(session, { Note: "Probe", InvoiceAddress2: "Floor 2" });
      const before = bodyOf(await session.get("/customers/{id}", ids(customer)));
      const answer = await putCustomer(session, before, { Note: "Probe, changed" });
      const after = bodyOf(await session.get("/customers/{id}", ids(customer)));
      return { before, answer, after };
    },
    judge: ({ before, answer, after }) => {
      const extras = Object.keys(before).filter((name) => !CUSTOMER_FIELDS.has(name));
      const positions = { extraFields: extras.length > 0 ? "on" : "off" };
      if (!isOk(answer)) return differs(`a PUT of the whole answer: ${answer.status}`, positions);
      const lost = Object.keys(before).filter(
        (name) =>
          name !== "Note" &&
          !LOST_ON_PURPOSE.has(name) &&
          JSON.stringify(before[name]) !== JSON.stringify(after[name]),
      );
      const told = extras.length === 0 ? "" : `; fields that no schema names: ${extras.join(", ")}`;
      return lost.length === 0
        ? holds(`a PUT of what was answered loses nothing${told}`, positions)
        : differs(`a PUT changes ${lost.join(", ")}${told}`, positions);
    },
  }),
  check({
    id: "E214",
    level: "write",
    look: async (session) => {
      const customer = await ownCustomer(session, { InvoiceAddress1: "Probe 1" });
      const order = await ownOrder(session, customer);
      const answer = await putCustomer(session, customer, { InvoiceAddress1: "Probe 2" });
      const after = bodyOf(await session.get("/orders/{id}", ids(order)));
      return { answer, before: headOf(order), after: headOf(after) };
    },
    judge: ({ answer, before, after }) => {
      if (!isOk(answer)) return differs(`a PUT of a customer: ${answer.status}`);
      const changed = Object.keys(before).filter((name) => before[name] !== after[name]);
      return changed.length === 0
        ? holds("an open order keeps its addresses, terms and delivery")
        : differs(`an open order follows its customer: ${changed.join(", ")}`);
    },
  }),
  check({
    id: "E13:unknown",
    level: "write",
    switches: ["unknownFields"],
    look: async (session) => postCustomer(session, { ZzProbe: 1 }),
    judge: (answer) => {
      const unknownFields = isOk(answer) ? "ignored" : "refused";
      return holds(`a field that no schema names is ${unknownFields}`, { unknownFields });
    },
  }),
  check({
    id: "E13:number",
    level: "write",
    switches: ["customerNumberOmittedByPut"],
    look: async (session) => {
      const customer = await ownCustomer(session);
      const { CustomerNumber: number, ...rest } = sendable(customer);
      const answer = await session.write("PUT", "/customers/{id}", {
        ...ids(customer),
        body: rest,
      });
      return { number, answer, after: bodyOf(await session.get("/customers/{id}", ids(customer))) };
    },
    judge: ({ number, answer, after }) => {
      if (!isOk(answer)) return differs(`a PUT without a number: ${answer.status}`);
      const position = after["CustomerNumber"] === number ? "kept" : "renumbered";
      return holds(`a number that a PUT leaves out is ${position}`, {
        customerNumberOmittedByPut: position,
      });
    },
  }),
  check({
    id: "E18",
    level: "write",
    switches: ["missingValueTypes"],
    look: async (session) => {
      const { IsActive: _active, ...body } = await customerBody(session);
      return session.write("POST", "/customers", { body });
    },
    judge: (answer) => {
      const missingValueTypes = isOk(answer) ? "defaulted" : "refused";
      return holds(`a required boolean that is left out is ${missingValueTypes}`, {
        missingValueTypes,
      });
    },
  }),
  check({
    id: "E19",
    level: "write",
    switches: ["emptyCityAllowed"],
    look: async (session) => postCustomer(session, { InvoiceCity: "" }),
    judge: (answer) => {
      const emptyCityAllowed = isOk(answer) ? "yes" : "no";
      return holds(`an empty city: ${answer.status}`, { emptyCityAllowed });
    },
  }),
  check({
    id: "E76",
    level: "write",
    look: async (session) => {
      const customer = await ownCustomer(session);
      await ownOrder(session, customer);
      const [method] = await someOf(session, "/deliverymethods", "delivery method");
      return [
        await putCustomer(session, customer, { SalesDocumentLanguage: "sv" }),
        await putCustomer(session, customer, { CurrencyCode: "EUR" }),
        await putCustomer(session, customer, { DeliveryMethodId: id(method) }),
      ];
    },
    judge: (answers) => {
      const statuses = answers.map(({ status }) => status).join(", ");
      const told = `language, currency, delivery method: ${statuses}`;
      return answers.every(isOk) ? holds(told) : differs(told);
    },
  }),
  check({
    id: "E30",
    level: "write",
    look: async (session) => {
      const body = { Name: session.marker, Description: "Probe" };
      const made = [
        await session.write("POST", "/customerlabels", { body }),
        await session.write("POST", "/customerlabels", { body }),
      ];
      const [label] = made.map(bodyOf);
      const gone = await session.write("DELETE", "/customerlabels/{id}", ids(label ?? {}));
      return { made: made.map(({ status }) => status), gone: gone.status };
    },
    judge: ({ made, gone }) => {
      const told = `two labels of one name: ${made.join(", ")}; one deleted: ${gone}`;
      return [...made, gone].every((status) => status >= 200 && status < 300)
        ? holds(told)
        : differs(told);
    },
  }),
  check({
    id: "E98",
    level: "write",
    look: async (session) => {
      const body = { Name: session.marker, Description: "Probe" };
      const label = bodyOf(await session.write("POST", "/customerlabels", { body }));
      const customer = await ownCustomer(session);
      const [listed] = dataOf(
        await list(session, "/customerlabels", { $filter: `Id eq ${id(label) || NOBODY}` }),
      );
      const answer = await putCustomer(session, customer, { CustomerLabels: [listed ?? label] });
      return { answer, after: bodyOf(await session.get("/customers/{id}", ids(customer))) };
    },
    judge: ({ answer, after }) => {
      if (!isOk(answer)) return differs(`a customer with a label: ${answer.status}`);
      const labels = after["CustomerLabels"];
      return Array.isArray(labels) && labels.length === 1
        ? holds("a customer bears the label that was written as it was answered")
        : differs("the label that was written isn't there");
    },
  }),
  statusCheck("E20", 3000, "write", async (session) =>
    session.write("POST", "/orders", {
      body: { ...(await orderBody(session, { CurrencyCode: "SEK" })), CustomerId: NOBODY },
    }),
  ),
  statusCheck("E20", 4000, "write", async (session) => {
    const customer = await ownCustomer(session);
    return postCustomer(session, { CustomerNumber: customer["CustomerNumber"] });
  }),
  statusCheck("E20", 4001, "write", async (session) => {
    const customer = await ownCustomer(session);
    await ownOrder(session, customer);
    return session.write("DELETE", "/customers/{id}", ids(customer));
  }),
  statusCheck("E20", 4002, "write", async (session) => {
    const order = await ownOrder(session, await ownCustomer(session), { Status: 1 });
    return session.write("POST", "/orders/{id}/completed", ids(order));
  }),
  statusCheck("E74", 3001, "write", async (session) =>
    postOrder(session, await ownCustomer(session), { OrderDate: "1950-01-01" }),
  ),
  statusCheck("E74", 4025, "write", (session) => postCustomer(session, NO_NUMBER)),
  statusCheck("E20", 4100, "write", (session) => postCustomer(session, NO_NUMBER)),
  check({
    id: "E22",
    level: "write",
    switches: ["vies", "status4100"],
    look: (session) => postCustomer(session, NO_NUMBER),
    judge: (answer) => {
      const positions = vies(answer);
      if (positions["vies"] !== "down")
        return { ...unclear("the EU's register answers: out of reach wasn't seen"), positions };
      return answer.status === 400
        ? holds("out of reach: 400", positions)
        : differs(`out of reach: ${answer.status}`, positions);
    },
  }),
  check({
    id: "E125",
    level: "write",
    switches: ["vies", "status4025"],
    look: async (session) => {
      const answer = await postCustomer(session, NO_NUMBER);
      const there = await list(session, "/customers", { $orderby: "ChangedUtc desc" });
      const made = dataOf(there).some((one) => one["VatNumber"] === NO_NUMBER.VatNumber);
      return { answer, made };
    },
    judge: ({ answer, made }) => {
      const positions = vies(answer);
      if (positions["vies"] !== "invalid")
        return { ...unclear(`a number that nobody has: ${answer.status}`), positions };
      return made
        ? differs("4025, and the customer is there", positions)
        : holds(`4025 with ${answer.status}, and nothing happened`, positions);
    },
  }),
  check({
    id: "E140",
    level: "write",
    switches: ["vies"],
    look: (session) => postCustomer(session, NO_NUMBER),
    judge: (answer) => {
      const positions = vies(answer);
      const position = positions["vies"];
      if (position === undefined) return unclear(`a number that nobody has: ${answer.status}`);
      return position === "ok"
        ? differs("a number that nobody has is taken: it isn't looked up", positions)
        : holds("a VAT number is looked up when a customer is written", positions);
    },
  }),
];
