/**
 * Rules of the tenant on planned documents: what they fill, what they never touch, and what one
 * stop holds.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDraft } from "../../../src/eaccounting/invoice-drafts.ts";
import { createOrder, readOrder, updateOrder } from "../../../src/eaccounting/orders.ts";
import {
  countRuleFailure,
  resetRuleFailures,
} from "../../../src/flows/orders/shared/filled-fields.ts";
import { planOrder } from "../../../src/flows/orders/preparation/plan.ts";
import { hasOwnFieldChanged, ownedMark } from "../../../src/flows/orders/documents/steps.ts";
import { type Settings, settingsSchema } from "../../../src/settings/schema.ts";
import { address, answerTo, customer, documentOf, input, order } from "./kit.ts";

type Rules = { head?: object[]; rows?: object[]; tables?: object };
const GUID = "0b8f4f6a-1c2d-4e3f-8a9b-0123456789ab";
const OTHER = "0b8f4f6a-1c2d-4e3f-8a9b-0123456789ac";

const settings = ({ head = [], rows = [], tables = {} }: Rules): Settings =>
  settingsSchema.parse({
    orders: { enabled: true, startLine: "2026-11-01T00:00:00+01:00" },
    mapping: { tables, orders: { head, rows } },
  });
const planned = (of: ReturnType<typeof order>, rules: Rules) =>
  planOrder(
    input(of, { settings: settings(rules), customer: { ...customer("private"), id: GUID } }),
  );
const sold = [
  { price: "10", text: "Rope" },
  { price: "5", text: "Wrap" },
];

describe("what rules fill", () => {
  const rules: Rules = {
    head: [
      { target: "YourReference", expression: '"web " + coalesce(order.number, "-")' },
      { target: "DeliveryAddress2", default: "Door 3" },
      { target: "DeliveryDate", expression: "addDays(order.date, 2)" },
    ],
    rows: [
      { target: "Text", expression: "upper(line.text)" },
      { target: "ProjectId", default: GUID },
    ],
  };
  const plan = planned(order(sold, { comments: "x" }), rules);
  const document = documentOf(plan);

  test("stands in the document and goes out with it", () => {
    const body = createOrder(document).body as Record<string, unknown> & {
      Rows: Record<string, unknown>[];
    };
    expect(body).toMatchObject({ YourReference: "web 1001", DeliveryDate: "2026-11-26" });
    expect(body.Rows.map((row) => [row["Text"], row["ProjectId"]])).toEqual([
      ["ROPE", GUID],
      ["WRAP", GUID],
    ]);
  });

  test("a delivery address of which a part is mapped is written whole", () => {
    expect(document.deliveryAddress).toEqual({ ...document.invoiceAddress, address2: "Door 3" });
  });

  test("each field is explained: rule, kind, source, value, and what was looked at", () => {
    expect(
      plan.reasons
        .filter(({ code }) => code === "field-mapped")
        .map(({ params }) => [
          params["field"],
          params["rule"],
          params["by"],
          params["rows"] ?? null,
        ]),
    ).toEqual([
      ["YourReference", "mapping.orders.head.0", "expression", null],
      ["DeliveryAddress2", "mapping.orders.head.1", "default", null],
      ["DeliveryDate", "mapping.orders.head.2", "expression", null],
      ["Text", "mapping.orders.rows.0", "expression", 2],
      ["ProjectId", "mapping.orders.rows.1", "default", 2],
    ]);
    expect(
      document.mappedBy?.find(({ target, line }) => target === "Text" && line === 2),
    ).toMatchObject({ value: "WRAP", source: "upper(line.text)", inputs: { "line.text": "Wrap" } });
    expect(JSON.stringify(plan.reasons)).not.toContain("WRAP");
  });

  test("rows of our own are left alone", () => {
    const odd = documentOf(
      planOrder(
        input(order([{ price: "33.33", quantity: "3", discount: "0.12345" }]), {
          settings: settings({
            rows: [
              { target: "ProjectId", default: GUID },
              { target: "Text", default: "mine" },
            ],
          }),
        }),
      ),
    );
    expect(
      odd.rows.map(({ role, text, mapped }) => [
        role,
        text === "mine",
        mapped?.["ProjectId"] === GUID,
      ]),
    ).toEqual([
      ["line", true, true],
      ["adjusting", false, false],
    ]);
  });

  test("a text line of the shop takes a text, and no project", () => {
    const { rows } = documentOf(
      planned(order([{ price: "10" }, { kind: "text", text: "Thanks" }]), {
        rows: [
          { target: "Text", expression: 'line.text + "!"' },
          { target: "ProjectId", default: GUID },
        ],
      }),
    );
    expect(rows.map(({ text, mapped }) => [text, mapped ?? null])).toEqual([
      ["A thing!", { ProjectId: GUID }],
      ["Thanks!", null],
    ]);
  });
});

test("whatever rules say, no figure, article, customer or identity of a document changes", () => {
  const text = fc.constantFrom(
    "order.comments",
    "order.number",
    "text(order.gross)",
    "line.text",
    "line.sku",
  );
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 3 }),
      fc.array(
        fc.record({
          price: fc.integer({ min: 1, max: 99999 }).map((cents) => (cents / 100).toFixed(2)),
          quantity: fc.constantFrom("1", "2", "0.5"),
        }),
        { minLength: 1, maxLength: 6 },
      ),
      (sources, lines) => {
        const of = order(lines, { comments: "hello" });
        const targets = ["YourReference", "DeliveryTermName", "DeliveryCity"];
        const head = sources
          .filter((source) => source.includes("order"))
          .map((source, index) => ({
            target: targets[index],
            expression: `cut(coalesce(${source}, "-"), 30)`,
          }));
        const rows = sources
          .slice(0, 1)
          .map((source) => ({ target: "Text", expression: `coalesce(${source}, "-")` }));
        const [plain, mapped] = [
          documentOf(planned(of, {})),
          documentOf(planned(of, { head, rows })),
        ];
        const figures = ({
          rows: all,
          prediction,
          customerId,
          orderDate,
          currency,
          status,
          ourReference,
          termsOfPaymentId,
        }: typeof plain) => ({
          rows: all.map(
            ({ articleId, quantity, unitPrice, discount, vatRate, amount, role, sourceLine }) => ({
              articleId,
              quantity,
              unitPrice,
              discount,
              vatRate,
              amount,
              role,
              sourceLine,
            }),
          ),
          prediction,
          customerId,
          orderDate,
          currency,
          status,
          ourReference,
          termsOfPaymentId,
        });
        expect(figures(mapped)).toEqual(figures(plain));
      },
    ),
    { numRuns: 100 },
  );
});

describe("a rule that stops", () => {
  const rules: Rules = {
    head: [
      { target: "YourReference", expression: 'text(number(coalesce(order.comments, "0")) * 2)' },
    ],
  };

  test("holds this record, names rule, fault and place, and keeps the value out of the reasons", () => {
    const plan = planned(order(sold, { comments: "Anna" }), rules);
    expect(plan).toMatchObject({
      kind: "hold",
      reasons: [
        {
          code: "rule-failed",
          params: {
            field: "YourReference",
            rule: "mapping.orders.head.0",
            fault: "not-a-number",
            column: 6,
          },
        },
      ],
      ruleFault: { target: "YourReference", fault: { value: "Anna" } },
    });
    expect(JSON.stringify(plan.reasons)).not.toContain("Anna");
  });

  test("stops no other", () => {
    expect(documentOf(planned(order(sold, { comments: "21" }), rules)).yourReference).toBe("42");
  });

  test("several times in a row is said apart; one good record ends the row; the same record again doesn't count", () => {
    const hold = planned(order(sold, { comments: "Anna" }), rules);
    if (hold.kind !== "hold") throw new Error("planned");
    const memory: Record<string, string> = {};
    const ports = (key: string) => ({
      key,
      memory,
      remember: (name: string, value: string) => void (memory[name] = value),
    });
    expect(
      ["order:1", "order:2", "order:2"].map((key) => countRuleFailure(ports(key), hold)),
    ).toEqual([[], [], []]);
    expect(countRuleFailure(ports("order:3"), hold)).toMatchObject([
      { code: "rule-fails-often", params: { times: 3 } },
    ]);
    resetRuleFailures(ports("order:4"));
    expect(countRuleFailure(ports("order:5"), hold)).toEqual([]);
  });
});

describe("an edit compares mapped fields", () => {
  const rules: Rules = {
    head: [{ target: "DeliveryDate", default: "2026-12-01" }],
    rows: [{ target: "ProjectId", default: GUID }],
  };
  const of = settings(rules);
  const document = documentOf(planned(order(sold), rules));
  const raw = (changes: object = {}, row: object = {}) => {
    const body = createOrder(document).body as Record<string, unknown> & { Rows: object[] };
    return {
      ...body,
      Id: OTHER,
      CustomerIsPrivatePerson: true,
      IncludesVat: true,
      Amount: 15,
      VatAmount: 3,
      RoundingsAmount: 0,
      DeliveryDate: "2026-12-01T00:00:00",
      ...changes,
      Rows: body.Rows.map((one) => ({ ...one, ...row })),
    };
  };
  const read = (body: object) => {
    const answer = readOrder({ status: 200, body, isJson: true, headers: {} });
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.value;
  };

  test("nothing is sent when they are the same, a changed one is put back", () => {
    expect(updateOrder(OTHER, raw(), document)).toBeNull();
    expect(
      updateOrder(OTHER, raw({ DeliveryDate: "2026-12-24T00:00:00" }), document)?.body,
    ).toMatchObject({ DeliveryDate: "2026-12-01" });
    expect(updateOrder(OTHER, raw({}, { ProjectId: OTHER }), document)?.body).toMatchObject({
      Rows: [{ ProjectId: GUID }, { ProjectId: GUID }],
    });
  });

  test("a person's change of a mapped field is seen, of one that isn't mapped not", async () => {
    const mark = await ownedMark(read(raw()).order, of);
    expect(await hasOwnFieldChanged(read(raw()).order, mark)).toBe(false);
    expect(await hasOwnFieldChanged(read(raw({ DeliveryDate: "2026-12-24" })).order, mark)).toBe(
      true,
    );
    expect(await hasOwnFieldChanged(read(raw({}, { ProjectId: OTHER })).order, mark)).toBe(true);
    expect(
      await hasOwnFieldChanged(
        read(raw({ DeliveryTermName: "EXW" }, { CostCenterItemId1: OTHER })).order,
        mark,
      ),
    ).toBe(false);
  });

  test("another mapping since is nobody's change", async () => {
    const { head: _head, ...older } = read(raw()).order;
    const before = await ownedMark(older, settings({}));
    expect(await hasOwnFieldChanged(read(raw({ DeliveryDate: "2026-12-24" })).order, before)).toBe(
      false,
    );
    expect(await hasOwnFieldChanged({ ...answerTo(document), ourReference: "mine" }, before)).toBe(
      true,
    );
  });
});

describe("fields that invoices have and sales orders don't", () => {
  const rules = {
    head: [
      { target: "ContractNumber", default: "C-7" },
      { target: "SubscriptionNumber", field: "order.number" },
      { target: "ElectronicReference", default: "4711" },
      { target: "DeliveryTermCode", default: "EXW" },
    ],
  };
  const as = (form: "invoice" | "sales-order") =>
    documentOf(
      planOrder(
        input(order(sold), {
          settings: settings(rules),
          customer: { ...customer("private"), id: GUID },
          form,
          today: "2026-11-24",
          years: [],
        }),
      ),
    );

  test("go onto a draft", () =>
    expect(createDraft(as("invoice")).body).toMatchObject({
      ContractNumber: "C-7",
      SubscriptionNumber: "1001",
      ElectronicReference: "4711",
      DeliveryTermCode: "EXW",
    }));

  test("stay off a sales order, which takes the others", () => {
    const body = createOrder(as("sales-order")).body as Record<string, unknown>;
    expect(body["DeliveryTermCode"]).toBe("EXW");
    expect(
      ["ContractNumber", "SubscriptionNumber", "ElectronicReference"].filter(
        (name) => name in body,
      ),
    ).toEqual([]);
  });
});

test("a plan made again is the same, byte for byte, with rules too", () => {
  const of = order(sold, { deliveryAddress: address({ street: "Elsewhere 2" }) });
  const rules: Rules = {
    head: [
      { target: "DeliveryCity", expression: 'upper(coalesce(order.deliveryAddress.city, "-"))' },
    ],
  };
  expect(JSON.stringify(planned(of, rules))).toBe(JSON.stringify(planned(of, rules)));
});
