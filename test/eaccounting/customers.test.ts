import { describe, expect, test } from "vitest";
import { ownedCustomerFields } from "../../src/eaccounting/customer-body.ts";
import {
  createCustomer,
  customersBy,
  readCustomersBy,
  readWrittenCustomer,
  updateCustomer,
} from "../../src/eaccounting/customers.ts";
import { CUSTOMER_READ_ONLY } from "../../src/eaccounting/put-fields.ts";
import { answer, customer, CUSTOMER_ID, listOf, rawCustomer, TERMS_ID } from "./fixtures.ts";

const REQUIRED = [
  "Name",
  "InvoiceCity",
  "InvoicePostalCode",
  "TermsOfPaymentId",
  "IsPrivatePerson",
  "IsActive",
];
const filter = (request: { query: Readonly<Record<string, string>> }) => request.query["$filter"];
const body = (request: { body: unknown } | null) => request?.body as Record<string, unknown>;

describe("a search", () => {
  test("asks for the e-mail address as given and folded, once where they are the same", () => {
    expect(filter(customersBy("email", " Anna@Example.com "))).toBe(
      "EmailAddress eq 'Anna@Example.com' or EmailAddress eq 'anna@example.com'",
    );
    expect(filter(customersBy("email", "anna@example.com"))).toBe(
      "EmailAddress eq 'anna@example.com'",
    );
  });

  test("keeps a quote of the value inside the literal", () => {
    expect(filter(customersBy("email", "o'neil@example.com"))).toBe(
      "EmailAddress eq 'o''neil@example.com'",
    );
    expect(filter(customersBy("customer-number", "x' or IsActive eq true or Name eq 'y"))).toBe(
      "CustomerNumber eq 'x'' or IsActive eq true or Name eq ''y'",
    );
  });

  test("asks for a number in each of its spellings", () => {
    expect(filter(customersBy("organisation-number", "5566778899"))).toBe(
      "CorporateIdentityNumber eq '5566778899' or CorporateIdentityNumber eq '556677-8899'",
    );
    expect(filter(customersBy("vat-number", "NL 1234.56.789.B01"))).toBe(
      "VatNumber eq 'NL 1234.56.789.B01' or VatNumber eq 'NL123456789B01' or VatNumber eq '123456789B01'",
    );
  });

  const asked = (...search: Parameters<typeof customersBy>): readonly string[] =>
    [...(filter(customersBy(...search)) ?? "").matchAll(/eq '([^']*)'/g)].map(
      ([, one]) => one ?? "",
    );

  test("asks for a VAT number with and without the letters of its country", () => {
    expect(asked("vat-number", "556677889901", "SE")).toContain("SE556677889901");
    expect(asked("vat-number", "SE556677889901", "SE")).toContain("556677889901");
    expect(asked("vat-number", "123456789", "GR")).toContain("EL123456789");
    for (const written of ["EL123456789", "GR123456789"])
      expect(asked("vat-number", written, "GR")).toEqual(
        expect.arrayContaining(["EL123456789", "GR123456789", "123456789"]),
      );
    expect(asked("vat-number", "XX123456789", "FR")).toContain("FRXX123456789");
    expect(asked("vat-number", "556677889901")).toEqual(["556677889901"]);
  });

  test.each([
    ["556677889901", "SE556677889901", true],
    ["SE556677889901", "556677-8899 01", true],
    ["GR123456789", "EL 123456789", true],
    ["XX123456789", "FRXX123456789", true],
    ["SE556677889901", "NL556677889901", false],
    ["556677889901", "SE556677889902", false],
    ["556677889901", null, false],
  ])("a VAT number is that of a customer: %s, %s: %s", (value, VatNumber, is) => {
    const read = readCustomersBy(
      answer(listOf([{ ...rawCustomer(), VatNumber }])),
      "vat-number",
      value,
      "SE",
    );
    expect(read.ok && read.value.customers.length).toBe(is ? 1 : 0);
  });

  test("asks for a Swedish number in ten digits and in twelve, and for no other so", () => {
    const person = ["800101-1234", "8001011234", "19800101-1234", "198001011234"];
    for (const written of ["8001011234", "19800101-1234"])
      expect(asked("organisation-number", written, "SE")).toEqual(expect.arrayContaining(person));
    expect(asked("organisation-number", "165566778899", "SE")).toContain("556677-8899");
    expect(asked("organisation-number", "5566778899", "SE")).toContain("165566778899");
    expect(asked("organisation-number", "165566778899", "NO")).toEqual(["165566778899"]);
  });

  test.each([
    ["8001011234", "19800101-1234", "SE", true],
    ["165566778899", "556677-8899", "SE", true],
    ["8001011234", "19800101-1234", "NO", false],
    ["190501011234", "200501011234", "SE", false],
    ["168001011234", "8001011234", "SE", false],
  ])("a registration number is that of a customer: %s, %s in %s: %s", (value, its, country, is) => {
    const raw = { ...rawCustomer(), CorporateIdentityNumber: its, InvoiceCountryCode: country };
    const read = readCustomersBy(answer(listOf([raw])), "organisation-number", value, country);
    expect(read.ok && read.value.customers.length).toBe(is ? 1 : 0);
  });

  test("compares again: another address that merely contains it, and a customer without one, are no hits", () => {
    const data = [
      rawCustomer(),
      { ...rawCustomer(), Id: "other", EmailAddress: "johanna@example.com" },
      { ...rawCustomer(), Id: "none", EmailAddress: null },
    ];
    const read = readCustomersBy(answer(listOf(data)), "email", "anna@EXAMPLE.com");
    expect(read.ok && read.value.customers.map((one) => one.id)).toEqual([CUSTOMER_ID]);
    expect(read.ok && read.value.customers[0]?.raw).toEqual(rawCustomer());
  });

  test("organisation numbers are the same with and without hyphen; customer numbers with a leading zero are not", () => {
    const hyphened = listOf([{ ...rawCustomer(), CorporateIdentityNumber: "556677-8899" }]);
    const read = readCustomersBy(answer(hyphened), "organisation-number", "5566778899");
    expect(read.ok && read.value.customers).toHaveLength(1);
    const numbered = readCustomersBy(answer(listOf([rawCustomer()])), "customer-number", "010042");
    expect(numbered.ok && numbered.value.customers).toHaveLength(0);
  });

  test("says when there is more than it saw", () => {
    const read = readCustomersBy(
      answer(listOf([rawCustomer()], { TotalNumberOfPages: 2 })),
      "email",
      "anna@example.com",
    );
    expect(read.ok && read.value.complete).toBe(false);
  });

  test("a customer of another shape is a contract failure that names the path", () => {
    const read = readCustomersBy(
      answer(listOf([rawCustomer(), { ...rawCustomer(), IsPrivatePerson: "yes" }])),
      "email",
      "x",
    );
    expect(read).toMatchObject({
      ok: false,
      error: { kind: "contract", path: "Data.1.IsPrivatePerson" },
    });
  });
});

describe("a new customer", () => {
  test("carries our number, every required field, and nothing that isn't known", () => {
    const sent = body(createCustomer(customer()));
    expect(REQUIRED.filter((name) => sent[name] === undefined)).toEqual([]);
    expect(sent).toEqual({
      Name: "Anna Andersson",
      CustomerNumber: "AS-7",
      IsPrivatePerson: true,
      IsActive: true,
      TermsOfPaymentId: TERMS_ID,
      EmailAddress: "anna@example.com",
      InvoiceAddress1: "Storgatan 1",
      InvoicePostalCode: "11122",
      InvoiceCity: "Stockholm",
      InvoiceCountryCode: "SE",
    });
  });

  test("what the plan left too long is a bug and is thrown", () => {
    expect(() => createCustomer(customer({ number: "x".repeat(17) }))).toThrow(/CustomerNumber/);
    expect(() => createCustomer(customer({ postCode: "x".repeat(11) }))).toThrow(
      /InvoicePostalCode/,
    );
  });
});

describe("an update", () => {
  test("isn't sent when nothing differs", () => {
    expect(
      updateCustomer(
        CUSTOMER_ID,
        { ...rawCustomer(), EmailAddress: "anna@example.com" },
        customer(),
      ),
    ).toBeNull();
  });

  test("changes what we own and sends back everything else, unknown fields among it", () => {
    const sent = body(
      updateCustomer(CUSTOMER_ID, rawCustomer(), customer({ address1: "Nygatan 2" })),
    );
    const raw = rawCustomer();
    const kept = Object.fromEntries(
      Object.entries(raw).filter(
        ([name]) => !(CUSTOMER_READ_ONLY as readonly string[]).includes(name),
      ),
    );
    expect(sent).toEqual({
      ...kept,
      EmailAddress: "anna@example.com",
      InvoiceAddress1: "Nygatan 2",
    });
  });

  test("never changes number, kind, activity or terms, and never a note that somebody wrote", () => {
    const fields = customer({
      address1: "Nygatan 2",
      number: "AS-9",
      kind: "company",
      termsOfPaymentId: "another",
      note: "Full name: …",
    });
    expect(
      body(updateCustomer(CUSTOMER_ID, { ...rawCustomer(), IsActive: false }, fields)),
    ).toMatchObject({
      CustomerNumber: "10042",
      IsPrivatePerson: true,
      IsActive: false,
      TermsOfPaymentId: TERMS_ID,
      Note: "Calls on Mondays",
    });
    expect(body(updateCustomer(CUSTOMER_ID, { ...rawCustomer(), Note: "" }, fields))["Note"]).toBe(
      "Full name: …",
    );
  });

  test("what the shop doesn't know stays as the ledger has it", () => {
    const raw = { ...rawCustomer(), Telephone: "0701234567" };
    expect(
      body(updateCustomer(CUSTOMER_ID, raw, customer({ phone: null, address1: "Nygatan 2" })))[
        "Telephone"
      ],
    ).toBe("0701234567");
  });
});

test("owned fields are what the ledger holds of ours, and nothing else of the customer", () => {
  expect(ownedCustomerFields({ ...rawCustomer(), Telephone: "08-1" })).toMatchObject({
    Name: "Anna Andersson",
    Telephone: "08-1",
    InvoiceCity: "Stockholm",
  });
  expect(ownedCustomerFields({ ...rawCustomer(), NewerField: "x", Note: "x" })).toEqual(
    ownedCustomerFields(rawCustomer()),
  );
});

test("a field that is kept stays as the ledger has it, and alone it is no update", () => {
  const raw = { ...rawCustomer(), EmailAddress: "anna@example.com", Telephone: "08-1" };
  expect(
    body(
      updateCustomer(CUSTOMER_ID, raw, customer({ phone: "08-2", address1: "Nygatan 2" }), [
        "Telephone",
      ]),
    ),
  ).toMatchObject({ Telephone: "08-1", InvoiceAddress1: "Nygatan 2" });
  expect(updateCustomer(CUSTOMER_ID, raw, customer({ phone: "08-2" }), ["Telephone"])).toBeNull();
});

test("a created customer whose answer can't be read is an unknown outcome", () => {
  expect(readWrittenCustomer(answer(null, 201))).toMatchObject({
    ok: false,
    error: { kind: "unknown-outcome" },
  });
});
