/**
 * Orders of the shop and their documents in the ledger, brought together as a reconciliation does,
 * from what both sandboxes list and what the runs remember.
 */
import { sumsOf } from "../../src/asperion/order-sums.ts";
import type { BookedContent } from "../../src/domain/orders/booked-content.ts";
import { ok } from "../../src/domain/result.ts";
import { type MarkedDocument, readMarked } from "../../src/eaccounting/marked-documents.ts";
import type { DocumentRecord, FlowPorts } from "../../src/flows/port.ts";
import { classifyOrder } from "../../src/monitor/reconciliation/classify-order.ts";
import type { RecordedDocument } from "../../src/monitor/reconciliation/facts.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";
import { FlowWorld, type Json, type Run } from "../support/flow-world.ts";
import { privateBuyer } from "../support/orders.ts";
import { context, document, job, memory } from "./facts.ts";

export const BUYER = { ...privateBuyer("Right"), paymentStatus: "Open" };
export const CANCELLED = { status: 9 };
export const mugs = (quantity: number, price = 125): Json => ({
  articleCode: "MUG",
  vatCode: "H",
  quantity,
  price,
});

/** A draft and what it was booked as have one marker. */
const seriesOf = (role: string): string =>
  role === "sales-order" ? "order" : role.replace(/-draft$/, "").replace(/-invoice$/, "");

export type Told = {
  readonly state: string;
  readonly findings: readonly string[];
  readonly due: readonly string[];
  readonly stands: readonly string[];
};

export class Shop {
  readonly world: FlowWorld;
  readonly #runs = new Map<number, Run>();

  private constructor(world: FlowWorld) {
    this.world = world;
  }

  static async open(orders: Json): Promise<Shop> {
    const shop = new Shop(await FlowWorld.open());
    shop.world.configure({
      orders: {
        payments: "none",
        refunds: "none",
        editedAfterBooking: "delta",
        cancelledAfterBooking: "credit",
        ...orders,
      },
      lookups: { ...VOUCHER_LOOKUPS, clearingAccount: { default: "1580", table: {} } },
    });
    return shop;
  }

  async placed(order: Json): Promise<number> {
    const { id } = await this.world.place({ ...BUYER, ...order });
    await this.run(id);
    return id;
  }

  async becomes(id: number, to: Json): Promise<Run> {
    await this.world.control("asperion", "PATCH", `/orders/${id}`, to);
    return this.run(id);
  }

  async run(id: number): Promise<Run> {
    const run = await this.world.book(id);
    this.#runs.set(id, run);
    return run;
  }

  /** What a reconciliation says of each order, in the order of their first runs. */
  async told(): Promise<readonly Told[]> {
    const { administrations } = (await this.world.control(
      "asperion",
      "GET",
      "/state?administrationId=123",
    )) as { administrations: readonly { orders: readonly Json[] }[] };
    const orders = administrations[0]?.orders ?? [];
    const listed = await this.#listed();
    return Promise.all(
      [...this.#runs].map(async ([id, { end }]) => {
        const order = orders.find((one) => one["id"] === id) ?? {};
        const { lines } = order as { lines: Json | readonly Json[] };
        const listedLines = Array.isArray(lines) ? { _data: lines } : lines;
        const documents = this.#remembered(id);
        const codes = documents.map(({ code }) => code);
        const lists = await this.world.look(id, async (ports) => ({
          loweredBy: ports.loweredBy,
          takenBack: await takenBack(ports),
        }));
        const { state, findings, balance } = classifyOrder(
          {
            id,
            number: String(order["orderNumber"]),
            date: String(order["date"]),
            knownState: "m",
            sums: sumsOf({ ...order, lines: listedLines }) ?? null,
          },
          memory({
            job: job({ outcome: end.outcome, reasons: end.reasons }),
            documents,
            ...lists,
          }),
          listed.filter(({ code }) => codes.includes(code)).map((one) => document(one)),
          context({ listedSince: 0 }),
        );
        const figures = (side: readonly { readonly currency: string; readonly gross: string }[]) =>
          side.map(({ currency, gross }) => `${currency} ${gross}`);
        return { state, findings, due: figures(balance.due), stands: figures(balance.stands) };
      }),
    );
  }

  async #listed(): Promise<readonly MarkedDocument[]> {
    const listed: MarkedDocument[] = [];
    const [id = 0] = this.#runs.keys();
    await this.world.look(id, async ({ read }) => {
      for (const kind of ["order", "invoice-draft", "invoice", "voucher"] as const) {
        const done = await readMarked(read, kind, 0, async (page) => ok(void listed.push(...page)));
        if (!done.ok) throw new Error(JSON.stringify(done.error));
      }
    });
    return listed;
  }

  #remembered(id: number): readonly RecordedDocument[] {
    const journal = this.world.journalOf(`order:${id}`);
    const madeOf = ({ role, n }: DocumentRecord) =>
      journal.find(
        (one) => one.markerCode !== null && one.n === n && seriesOf(one.role) === seriesOf(role),
      );
    return this.world.documentsOf(id).map((one): RecordedDocument => {
      const made = madeOf(one);
      return {
        role: one.role,
        id: one.id,
        state: one.state,
        n: one.n,
        code: made?.markerCode ?? null,
        writtenAt: made?.sentAt ?? null,
        ...(one.voucher === undefined ? {} : { voucher: one.voucher }),
      };
    });
  }
}

/** What the credits of other orders took back of it. */
async function takenBack(ports: FlowPorts): Promise<readonly BookedContent[]> {
  const locked = await ports.lockOriginal(ports.key);
  return locked.ok ? (locked.value.taken ?? []).flatMap(({ content }) => content ?? []) : [];
}
