// /v1/debtors: list, one, create (seen in a real client), replace (assumed). Name, address and kind are required, as on
// the application's own card; a customer number is given when none is sent, and is unique.
import { Hono } from "hono";
import { z } from "zod";
import type { SandboxEnv } from "../kit/socket.ts";
import type { Filters } from "./filters.ts";
import { gate, type Vendor } from "./gate.ts";
import { list } from "./list.ts";
import { stampNow } from "./local-time.ts";
import { type FieldErrors, problem } from "./problem.ts";
import { readApiBody, readOnly, readValidateOnly, text } from "./request-body.ts";
import { debtorRow, type Given } from "./seed-rows.ts";
import { single } from "./single.ts";
import type { Books } from "./store.ts";
import type { Debtor } from "./types.ts";
import type { Tell } from "./webhooks.ts";

const debtorBody = z.strictObject({
  _meta: readOnly,
  id: readOnly,
  customerNumber: z.string().max(20).optional(),
  name: z.string().min(1).max(100),
  address: z.string().min(1).max(100),
  addressLine2: text(100),
  addressLine3: text(100),
  postCode: text(20),
  city: text(100),
  countryCode: text(2),
  attentionTo: text(100),
  phoneNumber: text(50),
  mobileNumber: text(50),
  emailAddress: text(255),
  iban: text(34),
  bic: text(11),
  cocNumber: text(20),
  vatNumber: text(20),
  debtorKindId: z.string().min(1),
  paymentConditionId: z.int().nullable().optional(),
  paymentMethodId: text(20),
  comments: text(4000),
  characteristic4: text(255),
  characteristic5: text(255),
  dateAdded: readOnly,
  dateLastChange: readOnly,
  blocked: z.boolean().optional(),
  noReminder: z.boolean().optional(),
});

const TEXTS = [
  "customerNumber",
  "name",
  "address",
  "addressLine2",
  "addressLine3",
  "postCode",
  "city",
  "countryCode",
  "attentionTo",
  "phoneNumber",
  "mobileNumber",
  "emailAddress",
  "iban",
  "bic",
  "cocNumber",
  "vatNumber",
  "debtorKindId",
  "paymentMethodId",
  "comments",
  "characteristic4",
  "characteristic5",
] as const satisfies readonly (keyof Debtor)[];

const filters: Filters<Debtor> = {
  ...Object.fromEntries(
    TEXTS.map((name) => [
      pascal(name),
      { kind: "text", read: (row: Debtor) => row[name] } as const,
    ]),
  ),
  Id: { kind: "number", read: (row) => row.id },
  PaymentConditionId: { kind: "number", read: (row) => row.paymentConditionId },
  Blocked: { kind: "flag", read: (row) => row.blocked },
  NoReminder: { kind: "flag", read: (row) => row.noReminder },
  DateAdded: { kind: "date", read: (row) => row.dateAdded },
};

const SEARCHED = ["CustomerNumber", "EmailAddress", "Name"] as const;

function searchFilters(kit: Vendor["kit"]): Filters<Debtor> {
  const how = kit.switches.get("debtorSearch");
  if (how === "works") return filters;
  const others = Object.fromEntries(
    Object.entries(filters).filter(([name]) => !SEARCHED.some((searched) => searched === name)),
  );
  return how === "refused"
    ? others
    : {
        ...others,
        ...Object.fromEntries(
          SEARCHED.map((name) => [name, { kind: "ignored", date: false } as const]),
        ),
      };
}

/** None by change date in the one known client's list, hence a switch of its own. */
function changeFilter(kit: Vendor["kit"]): Filters<Debtor> {
  switch (kit.switches.get("debtorChangeFilter")) {
    case "refused":
      return {};
    case "ignored":
      return { DateLastChange: { kind: "ignored", date: true } };
    case "works":
      return { DateLastChange: { kind: "date", read: (row) => row.dateLastChange } };
  }
}

export function debtorRoutes(vendor: Vendor, tell: Tell): Hono<SandboxEnv> {
  const { kit } = vendor;
  const app = new Hono<SandboxEnv>();
  const serve = gate(vendor);

  app.get(
    "/v1/debtors",
    serve((c, books) =>
      list(c, {
        vendor,
        administration: books.administration,
        rows: books.debtors.values(),
        filters: { ...searchFilters(kit), ...changeFilter(kit) },
        view: (row) => ({ ...row }),
      }),
    ),
  );

  app.get(
    "/v1/debtors/:id{[0-9]+}",
    serve((c, books) => {
      const debtor = books.debtors.get(Number(c.req.param("id")));
      return debtor === undefined
        ? problem(c, kit, 404, "There is no such debtor.")
        : single(c, vendor, books, { ...debtor });
    }),
  );

  app.post(
    "/v1/debtors",
    serve(async (c, books) => {
      const validateOnly = readValidateOnly(c, vendor);
      if (validateOnly instanceof Response) return validateOnly;
      const body = await readApiBody(c, vendor, debtorBody);
      if (body instanceof Response) return body;
      const id = books.nextId("debtors");
      const errors = check(body, id, books);
      if (errors !== null) return problem(c, kit, 400, "The debtor is not valid.", errors);
      const debtor = debtorRow(id, stampNow(kit), { ...emptied(body), id });
      if (validateOnly) return single(c, vendor, books, { ...debtor, id: 0 });
      books.putDebtor(debtor);
      tell(books, "debtor.created", id);
      return single(c, vendor, books, { ...debtor }, 201);
    }),
  );

  app.put(
    "/v1/debtors/:id{[0-9]+}",
    serve(async (c, books) => {
      const id = Number(c.req.param("id"));
      const body = await readApiBody(c, vendor, debtorBody);
      if (body instanceof Response) return body;
      const before = books.debtors.get(id);
      if (before === undefined) return problem(c, kit, 404, "There is no such debtor.");
      const errors = check(body, id, books);
      if (errors !== null) return problem(c, kit, 400, "The debtor is not valid.", errors);
      const customerNumber = body.customerNumber ?? before.customerNumber;
      const debtor = debtorRow(id, before.dateAdded, {
        ...emptied(body),
        id,
        customerNumber,
        dateLastChange: stampNow(kit),
      });
      books.putDebtor(debtor);
      tell(books, "debtor.updated", id);
      return single(c, vendor, books, { ...debtor });
    }),
  );

  return app;
}

/** What the body leaves out is empty, not the seed's usual value. */
function emptied({
  _meta,
  id: _id,
  dateAdded: _added,
  dateLastChange: _change,
  ...body
}: z.output<typeof debtorBody>): Given<Debtor> {
  const nothing = Object.fromEntries(
    TEXTS.filter((name) => name !== "customerNumber").map((name) => [name, null]),
  );
  return {
    ...nothing,
    paymentConditionId: null,
    ...Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)),
  };
}

function check(body: z.output<typeof debtorBody>, id: number, books: Books): FieldErrors | null {
  const errors: Record<string, string[]> = {};
  const taken = [...books.debtors.values()].some(
    (other) => other.id !== id && other.customerNumber === body.customerNumber,
  );
  if (taken) errors["customerNumber"] = ["This customer number is in use."];
  if (typeof body.emailAddress === "string" && !/^[^@\s]+@[^@\s]+$/.test(body.emailAddress))
    errors["emailAddress"] = ["Not an e-mail address."];
  if (
    typeof body.paymentConditionId === "number" &&
    !books.lookups.paymentconditions.some((row) => row.id === body.paymentConditionId)
  ) {
    errors["paymentConditionId"] = ["There is no such payment condition."];
  }
  return Object.keys(errors).length === 0 ? null : errors;
}

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
