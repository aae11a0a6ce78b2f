/**
 * What set-up asks of the vendor, and that it makes nothing twice, however the vendor answers its
 * list.
 */
import { describe, expect, test } from "vitest";
import { NO_OWN_ARTICLES } from "../../../src/domain/ledger/ledger.ts";
import { ok } from "../../../src/domain/result.ts";
import { readOwnership } from "../../../src/flows/ownership.ts";
import { FlowWorld } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { TERMS_30 } from "../parties/ledger.ts";

type Counts = Readonly<Record<string, number>>;

async function calls(world: FlowWorld): Promise<Counts> {
  const { counts } = (await world.control("eaccounting", "GET", "/calls/counts")) as {
    counts: Counts;
  };
  await world.control("eaccounting", "DELETE", "/calls");
  return counts;
}

async function own(world: FlowWorld): Promise<readonly string[]> {
  const { articles = [] } = await world.ledger();
  return articles
    .map((article) => String(article["Number"]))
    .filter((number) => number.startsWith("AS-"));
}

const again = (world: FlowWorld): Promise<void> => {
  world.lists = { ...world.lists, systemArticles: NO_OWN_ARTICLES };
  return world.setUp();
};

test("one list tells which articles are there, and each that isn't is one write", async () => {
  const world = new FlowWorld();
  await world.setUp();
  const first = await calls(world);
  const made = await own(world);
  expect([first["GET /v2/articles"], first["POST /v2/articles"], made.length > 10]).toEqual([
    1,
    made.length,
    true,
  ]);
  const known = world.lists.systemArticles;
  // The list tells whether what is known still stands; what was forgotten is found by it.
  await world.setUp();
  const checked = await calls(world);
  expect([checked["GET /v2/articles"], checked["POST /v2/articles"]]).toEqual([1, undefined]);
  await again(world);
  const found = await calls(world);
  expect([
    found["GET /v2/articles"],
    found["POST /v2/articles"],
    world.lists.systemArticles,
  ]).toEqual([1, undefined, known]);
});

test("a world that begins with a copy of a set-up is as one that went through it", async () => {
  const [through, first, copied] = [
    new FlowWorld(),
    await FlowWorld.open(),
    await FlowWorld.open(),
  ];
  await through.setUp();
  const left = async (world: FlowWorld) => {
    const { articles = [], customerLabels = [] } = await world.ledger();
    const all = { ...world.remembers(), articles, customerLabels };
    const drawn = [...articles, ...customerLabels].map(({ Id: id }) => String(id));
    const named = new Map(drawn.map((id, index) => [id, `id ${index}`]));
    return JSON.stringify(all)
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => named.get(id) ?? id)
      .replaceAll(/"(\w+Utc)":"[^"]+"/g, '"$1":""')
      .replaceAll(/"(sentAt|abortAt|company-claim-read)":"?\d+"?/g, '"$1":0');
  };
  const real = await left(through);
  expect([await left(first), await left(copied)]).toEqual([real, real]);
  expect((await calls(copied))["POST /v2/articles"]).toBe(undefined);
});

test("a ledger that won't be asked for the beginning of a number is asked for each, and one whose list lacks some says so when they are made", async () => {
  const world = await FlowWorld.open();
  const [known, made] = [world.lists.systemArticles, await own(world)];
  await world.control("eaccounting", "POST", "/faults", {
    route: "GET /v2/articles",
    kind: "status",
    status: 400,
    body: {
      ErrorCode: 6000,
      DeveloperErrorMessage: "Could not find a property.",
      ErrorId: "1",
      Errors: [],
    },
  });
  await again(world);
  await world.control("eaccounting", "POST", "/faults", {
    route: "GET /v2/articles",
    kind: "status",
    status: 200,
    body: {
      Meta: {
        CurrentPage: 1,
        PageSize: 1000,
        TotalNumberOfPages: 1,
        TotalNumberOfResults: 0,
        ServerTimeUtc: "2026-01-01T00:00:00Z",
      },
      Data: [],
    },
  });
  await again(world);
  expect([world.lists.systemArticles, await own(world)]).toEqual([known, made]);
});

test("one of our numbers on an article of another coding isn't taken: set-up stops and names it", async () => {
  const world = await FlowWorld.open();
  const { articles = [] } = await world.ledger();
  const [ours, other] = [
    articles.find((one) => one["Number"] === "AS-FRAKT-25"),
    articles.find((one) => one["Number"] === "AS-FRAKT-12"),
  ];
  await world.control("eaccounting", "PATCH", `/articles/${String(ours?.["Id"])}`, {
    CodingId: other?.["CodingId"],
  });
  await expect(again(world)).rejects.toThrow(/own-article-taken.*AS-FRAKT-25/);
});

test.each([
  ["no", "each"],
  ["ignored", 1],
] as const)(
  "where the vendor takes the filter on the beginning of a number as %s, set-up finds what it made, and takes nobody else's article for ours",
  async (filterStartsWith, reads) => {
    const world = await FlowWorld.open();
    const [known, made] = [world.lists.systemArticles, await own(world)];
    await world.control("eaccounting", "PUT", "/switches", { filterStartsWith });
    await calls(world);
    await again(world);
    const asked = await calls(world);
    // Refused once, then each by the id that the journal has.
    expect([
      (asked["GET /v2/articles"] ?? 0) + (asked["GET /v2/articles/{id}"] ?? 0),
      asked["POST /v2/articles"],
      world.lists.systemArticles,
    ]).toEqual([reads === "each" ? made.length + 1 : reads, undefined, known]);
  },
);

test("a tenant's own retired predecessor in this deployment doesn't keep it out of its company", async () => {
  const world = await FlowWorld.open();
  world.tenantId = "t2";
  // The one before it made the claim, and still works.
  await expect(world.setUp()).rejects.toThrow("company-claimed");
  world.retired.add("t1");
  await world.setUp();
  const { customerLabels = [] } = await world.ledger();
  expect(customerLabels.map((label) => label["Name"])).toEqual([
    "asperion-sync test/t1",
    "asperion-sync test/t2",
  ]);
});

test("what a retired predecessor booked is looked for: until its claim was met, it may have written", async () => {
  const world = await FlowWorld.open();
  const order = await world.place({ ...companyBuyer("Before"), lines: [mug(2)] });
  await world.book(order.id);
  world.lose(`order:${order.id}`, 0);
  world.tenantId = "t2";
  world.retired.add("t1");
  await world.setUp();
  const { end, writes } = await world.book(order.id);
  expect([end.outcome, writes]).toEqual(["booked", []]);
});

test("another deployment's claim keeps it out, whatever its tenant is called", async () => {
  const world = await FlowWorld.open();
  world.retired.add("t1");
  const claimed = (name: string) =>
    world.look(1, (ports) => {
      const body = {
        Meta: { CurrentPage: 1, PageSize: 1000, TotalNumberOfPages: 1, TotalNumberOfResults: 1 },
        Data: [{ Id: TERMS_30, Name: name }],
      };
      return readOwnership({
        ...ports,
        tenantId: "t2",
        lookUp: async () => ok({ status: 200, isJson: true, headers: {}, body }),
      });
    });
  expect(await claimed("asperion-sync test/t1")).toEqual({ ok: true, value: "none" });
  expect(await claimed("asperion-sync other/t1")).toMatchObject({
    ok: false,
    error: { kind: "company-claimed" },
  });
  expect(await claimed("asperion-sync test/t5")).toMatchObject({
    ok: false,
    error: { kind: "company-claimed" },
  });
});

test("a registry that doesn't answer decides nothing, and isn't asked twice of a tenant that is gone", async () => {
  const world = await FlowWorld.open();
  world.tenantId = "t2";
  world.registryDown = true;
  await expect(world.setUp()).rejects.toThrow("transient");
  world.registryDown = false;
  world.retired.add("t1");
  await world.setUp();
  world.registryDown = true;
  await world.setUp();
});

describe("a system article that is known", () => {
  const shipped = (world: FlowWorld) =>
    world.place({
      ...companyBuyer("Bo"),
      lines: [
        mug(1),
        { lineType: "Shipping", description: "Frakt", quantity: 1, price: 49, vatCode: "H" },
      ],
    });

  async function change(world: FlowWorld, how: "gone" | "inactive"): Promise<string> {
    const { articles = [] } = await world.ledger();
    const own = articles.find((article) => article["Number"] === "AS-FRAKT-25");
    const path = `/articles/${String(own?.["Id"])}`;
    if (how === "gone") await world.control("eaccounting", "DELETE", path);
    else await world.control("eaccounting", "PATCH", path, { IsActive: false });
    return path;
  }

  test("and was deleted in the ledger is made again, and its orders go on", async () => {
    const world = await FlowWorld.open();
    await change(world, "gone");
    expect((await world.trySetUp()).end).toMatchObject({ outcome: "updated" });
    expect((await own(world)).filter((number) => number === "AS-FRAKT-25")).toHaveLength(1);
    expect((await world.book((await shipped(world)).id)).end?.outcome).toBe("booked");
    await calls(world);
    await world.setUp();
    expect((await calls(world))["POST /v2/articles"]).toBe(undefined);
  });

  test("and is inactive there is named, until somebody makes it active", async () => {
    const world = await FlowWorld.open();
    const path = await change(world, "inactive");
    expect((await world.trySetUp()).end).toMatchObject({
      outcome: "held",
      reasons: [{ code: "own-article-taken", params: { number: "AS-FRAKT-25" } }],
    });
    await world.control("eaccounting", "PATCH", path, { IsActive: true });
    expect((await world.trySetUp()).end).toMatchObject({ outcome: "updated" });
  });
});
