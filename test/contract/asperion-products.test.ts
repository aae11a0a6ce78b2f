/** Our client of the shop's articles against the sandbox over real HTTP. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { classifyRead, classifyWrite } from "../../src/asperion/errors.ts";
import {
  createProduct,
  findProduct,
  readProduct,
  readWrittenProduct,
  replaceProduct,
  type ShopArticle,
} from "../../src/asperion/products.ts";
import { asperionHttp } from "../../src/asperion/request.ts";
import { send } from "../../src/domain/vendors/http.ts";
import { NO_MEMORY, type ProductFields } from "../../src/domain/goods/product.ts";
import type { FlowPorts } from "../../src/flows/port.ts";
import { findTarget } from "../../src/flows/products/target.ts";
import type { SendRead, VendorAnswer, VendorRequest } from "../../src/domain/vendors/request.ts";
import { err, type Result, type Failure } from "../../src/domain/result.ts";
import { startAsperion, type StartedAsperion } from "../sandbox/asperion/start.ts";

const SHOP = 123;
const OTHER = 456;
const CAP: ProductFields = {
  sku: "CAP",
  name: "Cap",
  vatCode: "H",
  priceExclVat: "12.50",
  active: true,
  kind: "simple",
  unit: "pair",
};

let sandbox: StartedAsperion;
let token: string;

beforeAll(async () => {
  sandbox = await startAsperion();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await sandbox.control("POST", "/reset", {});
  const { grants } = sandbox.sandbox.oauth;
  token = grants.issue(
    grants.open({ clientId: "asperion-client", subject: "shopkeeper", scope: "" }),
  ).accessToken;
});

async function exchange(
  request: VendorRequest,
  classify: typeof classifyRead,
  administrationId = SHOP,
): Promise<Result<VendorAnswer, Failure>> {
  const outcome = await send(
    { fetch },
    asperionHttp(sandbox.url, request, { accessToken: token, administrationId }),
    5000,
  );
  const failure = classify(request, outcome, 1);
  if (failure !== null) return err(failure);
  if (!outcome.ok) throw new Error("unclassified");
  return outcome;
}

const read: SendRead = (request) => exchange(request, classifyRead);
const write = (request: VendorRequest): Promise<Result<VendorAnswer, Failure>> =>
  exchange(request, classifyWrite);

function must<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const made = async (fields: ProductFields = CAP): Promise<ShopArticle> =>
  must(readWrittenProduct(must(await write(createProduct(fields)))));
const found = async (code: string): Promise<ShopArticle | null> =>
  must(await findProduct(read, code, SHOP));
const person = (article: Record<string, unknown>) => sandbox.control("POST", "/articles", article);

test.each(["works", "refused", "ignored"])(
  "an article that was made is found by its very code, and not by a part of one, where comparing for equality is: %s",
  async (articleCodeComparison) => {
    await sandbox.control("PUT", "/switches", { articleCodeComparison });
    await made({ ...CAP, sku: "CAP-10" });
    expect(await found("CAP")).toBeNull();
    const cap = await made();
    await made({ ...CAP, sku: "CAP-1" });
    expect(await found("CAP")).toMatchObject({
      id: cap.id,
      product: {
        sku: "CAP",
        name: "Cap",
        priceExclVat: "12.5",
        vatCode: "H",
        kind: "simple",
        active: true,
      },
    });
    expect(await found("cap")).toBeNull();
  },
);

test("one that is inactive is found as well", async () => {
  expect(await found("OLD-CAP")).toMatchObject({ product: { active: false } });
});

test("a variant is written with its parent and attributes, and read as that", async () => {
  await made({ ...CAP, sku: "CAPS", kind: "configurable" });
  await made({
    ...CAP,
    sku: "CAP-M",
    kind: "variant",
    parent: "CAPS",
    attributes: [{ name: "Size", value: "M" }],
    free3: "shelf",
  });
  expect(await found("CAP-M")).toMatchObject({
    product: {
      kind: "variant",
      parent: "CAPS",
      attributes: [{ name: "Size", value: "M" }],
      free3: "shelf",
    },
  });
});

test("an update sends back all that came with the article, except the stock, and changes what it names", async () => {
  const cap = await made();
  await person({
    articleCode: "CAP",
    currentStock: 17,
    purchasePrice: 4,
    characteristic4: "mine",
    longDescription: "Told by the shop",
    manageStock: true,
  });
  const before = await found("CAP");
  if (before === null) throw new Error("it is gone");
  const request = replaceProduct(before, { name: "Cap, red", priceExclVat: null });
  expect(request.body).not.toHaveProperty("currentStock");
  const after = must(readWrittenProduct(must(await write(request))));
  expect(after).toMatchObject({
    id: cap.id,
    raw: { currentStock: 17, purchasePrice: 4, characteristic4: "mine", manageStock: true },
    product: { name: "Cap, red", longDescription: "Told by the shop", priceExclVat: null },
  });
});

test.each([
  ["the article read by itself keeps what lists leave out", false, "Told by the shop"],
  ["a list's item, sent back as the article, loses it", true, null],
] as const)("%s", async (_, articlesListedWhole, longDescription) => {
  const cap = await made();
  await person({ articleCode: "CAP", longDescription: "Told by the shop" });
  await sandbox.control("PUT", "/articles/hidden-in-lists", { fields: ["longDescription"] });
  const ports = { read, administrationId: SHOP, lists: { articlesListedWhole } };
  const target = must(
    await findTarget(ports as unknown as FlowPorts, "a-1", "CAP", {
      ...NO_MEMORY,
      asperionId: cap.id,
    }),
  );
  if (target.kind !== "found" || target.article === null) throw new Error("it is gone");
  must(await write(replaceProduct(target.article, { name: "Cap, red" })));
  expect(must(await readProduct(read, cap.id))?.product).toMatchObject({
    name: "Cap, red",
    longDescription,
  });
});

test("one by its id, and none", async () => {
  const cap = await made();
  expect(must(await readProduct(read, cap.id))).toMatchObject({ product: { sku: "CAP" } });
  expect(must(await readProduct(read, 9_999))).toBeNull();
});

test.each([
  ["refused", { kind: "rejected", fields: [{ field: "articleCode" }] }],
  ["conflict", { kind: "conflict" }],
])(
  "a code in use is %s: the failure says which field, or that it is a conflict",
  async (articleCodeTaken, error) => {
    await sandbox.control("PUT", "/switches", { articleCodeTaken });
    await made();
    const again = await write(createProduct({ ...CAP, sku: "cap" }));
    expect(again).toMatchObject({ ok: false, error });
  },
);

test("articles of another administration are a hard stop, before anything is concluded from them", async () => {
  const astray: SendRead = (request) => exchange(request, classifyRead, OTHER);
  expect(await findProduct(astray, "TSHIRT", SHOP)).toMatchObject({
    ok: false,
    error: { kind: "wrong-administration" },
  });
});

test("an answer to a write that can't be read leaves its outcome open", () => {
  expect(
    readWrittenProduct({ status: 201, body: { articleCode: "CAP" }, isJson: true, headers: {} }),
  ).toMatchObject({ ok: false, error: { kind: "unknown-outcome" } });
});
