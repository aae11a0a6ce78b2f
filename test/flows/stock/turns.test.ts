/**
 * Runs one after the other: what the shop refuses, and what changes each time, keeps no other
 * article from its figure.
 */
import { expect, test } from "vitest";
import type { VendorRequest } from "../../../src/domain/vendors/request.ts";
import { err, ok } from "../../../src/domain/result.ts";
import { push } from "../../../src/flows/stock/push-plan.ts";
import type { FlowPorts } from "../../../src/flows/port.ts";
import { inLedger, inShop, plan, settings, type Shelf } from "./kit.ts";

type Body = {
  readonly articleCode?: string;
  readonly characteristic1?: string;
  readonly lines?: {
    readonly _data: readonly { readonly articleCode: string; readonly quantity: number }[];
  };
};

/** A shop that refuses some articles, with runs that remember. `names`: it names the line. */
class Shop {
  readonly stock = new Map<string, string>();
  readonly memory: Record<string, string> = { "stock-lowers": "seen", "stock-raises": "seen" };
  followed = 0;

  constructor(
    readonly ledger: Record<string, string>,
    readonly how: {
      readonly refuses?: readonly string[];
      readonly names?: boolean;
      readonly settings?: Shelf["settings"];
    } = {},
  ) {
    for (const code of Object.keys(ledger)) this.stock.set(code, "9");
  }

  get isField(): boolean {
    return this.how.settings?.strategy === "article-field";
  }

  async run() {
    const shelf: Shelf = {
      settings: this.how.settings ?? {},
      memory: { ...this.memory },
      ledger: Object.entries(this.ledger).map(([code, figure]) => inLedger(code, figure)),
      shop: [...this.stock].map(([code, figure], index) =>
        inShop(code, figure, { id: index + 1, ...(this.isField ? { field: figure } : {}) }),
      ),
    };
    const done = await push(this.#ports(shelf), plan(shelf), async () => ok(undefined));
    if (!done.ok) return { failed: done.error.kind };
    const { refused, reasons } = done.value;
    const rest = reasons.find(({ code }) => code === "stock-rest")?.params["rest"] ?? 0;
    return { refused, rest };
  }

  #ports(shelf: Shelf): FlowPorts {
    const answer = (body: unknown) => ok({ status: 200, isJson: true, headers: {}, body });
    return {
      administrationId: 123,
      journalBornAt: 0,
      key: "stock",
      memory: { ...this.memory },
      lists: { articlesListedWhole: true },
      settings: { stock: settings(shelf.settings) },
      now: () => Date.UTC(2026, 10, 28),
      note: () => undefined,
      remember: (key: string, value: string) => {
        this.memory[key] = value;
      },
      remembered: (key: string) => this.memory[key] ?? null,
      settle: () => undefined,
      enqueue: async () => {
        this.followed += 1;
        return ok(undefined);
      },
      readPage: async ({ query }: VendorRequest) => {
        const article = shelf.shop.find(({ code }) => code === query["ArticleCode"]);
        const found = article === undefined ? [] : [{ id: article.id, articleCode: article.code }];
        return answer({
          _data: found,
          _meta: { administrationId: 123, totalCount: 1, pageCount: 1, nextPage: null },
        });
      },
      write: async (_: unknown, { body }: VendorRequest) => this.#write(body as Body),
    } as unknown as FlowPorts;
  }

  #write({ articleCode, characteristic1, lines }: Body) {
    const codes = lines?._data.map((line) => line.articleCode) ?? [articleCode ?? ""];
    const bad = codes.findIndex((code) => this.how.refuses?.includes(code));
    if (bad >= 0) {
      const field =
        this.how.names === true && lines !== undefined ? `lines._data[${bad}].articleCode` : "x";
      return err({ kind: "rejected" as const, vendor: "asperion" as const, fields: [{ field }] });
    }
    for (const line of lines?._data ?? [])
      this.stock.set(
        line.articleCode,
        String(Number(this.stock.get(line.articleCode)) - line.quantity),
      );
    if (articleCode !== undefined && characteristic1 !== undefined)
      this.stock.set(articleCode, characteristic1);
    const whole = { id: 9, orderNumber: "9", reference: null };
    return ok({
      opId: 1,
      attempt: 1,
      answer: { status: 200, isJson: true, headers: {}, body: whole },
    });
  }
}

const numbered = (n: number, letter: string, figure: string): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: n }, (_, i) => [`${letter}${String(i).padStart(3, "0")}`, figure]),
  );

test("twenty lines that the shop refuses don't keep the others from being corrected", async () => {
  const bad = numbered(20, "A", "1");
  const shop = new Shop({ ...bad, GOOD: "8" }, { refuses: Object.keys(bad), names: true });
  expect(await shop.run()).toEqual({ failed: "rejected" });
  await shop.run();
  expect(shop.stock.get("GOOD")).toBe("8");
});

test("parts that weren't tried are told as left over, and are written by the next runs", async () => {
  const [bad, good] = [numbered(6, "A", "1"), numbered(94, "G", "8")];
  const shop = new Shop({ ...good, ...bad }, { refuses: Object.keys(bad) });
  const first = await shop.run();
  expect(first.rest).toBeGreaterThan(0);
  for (let runs = 0; runs < 4; runs += 1) await shop.run();
  expect(Object.keys(good).filter((code) => shop.stock.get(code) !== "8")).toEqual([]);
});

test.each(["correction-order", "article-field"] as const)(
  "refused articles keep no place of a run: %s",
  async (strategy) => {
    const refuses = ["A1", "A2"];
    const shop = new Shop(
      { A1: "1", A2: "1", B: "2", C: "3" },
      { refuses, names: true, settings: { strategy, rowsPerRun: 2 } },
    );
    for (let runs = 0; runs < 3; runs += 1) await shop.run();
    expect([shop.stock.get("B"), shop.stock.get("C")]).toEqual(["2", "3"]);
    // Once the shop takes them, they are written as well.
    refuses.length = 0;
    for (let runs = 0; runs < 3; runs += 1) await shop.run();
    expect([shop.stock.get("A1"), shop.stock.get("A2")]).toEqual(["1", "1"]);
    await shop.run();
    expect(shop.memory["stock-refused"]).toBe("");
  },
);

test("figures of fields go out in turn: what changes each time takes no other's place", async () => {
  const field = { strategy: "article-field", rowsPerRun: 2 } as const;
  const shop = new Shop({ A: "1", B: "1", Z: "0" }, { settings: field });
  for (let runs = 0; runs < 2; runs += 1) {
    shop.ledger["A"] = shop.ledger["B"] = String(runs + 2);
    await shop.run();
  }
  expect(shop.stock.get("Z")).toBe("0");
  // What is left of a turn follows at once; the end of it begins no new one.
  expect(shop.followed).toBe(1);
});
