/**
 * A payment provider pays out what buyers paid at it, and sends files of it; somebody uploads them,
 * once or more often, and approves what the page shows. What was sent and approved is kept here for
 * the oracle.
 */
import {
  added,
  CAN,
  type FileLine,
  type FilePayout,
  WRITE,
  type Written,
} from "../sandbox/settlement-files.ts";
import { kindOf } from "../chaos/profiles.ts";
import type { Told } from "../chaos/shop.ts";
import type { Json, Operator } from "../../scripts/local/operator.ts";
import type { Chance } from "../support/seeded.ts";
import { localDay } from "../../src/domain/platform/zoned-time.ts";
import { machine } from "./current.ts";
import { type Order, readOrders } from "./paid-orders.ts";
import type { House } from "./people.ts";
import { ADMIN_TOKEN, WORKER_URL } from "./platform/deployment.ts";
import { LATEST_MS } from "./platform/vendors.ts";
import {
  FOREIGN,
  FORMATS,
  linesOf,
  PROVIDERS,
  type Row,
  type Sends,
  type Sent,
  sentOf,
  type Version,
} from "./sent.ts";

const HOME = "SEK";
const EURO = "EUR";
/** What a euro brings a shop at the least, in hundredths of öre a cent, and by how much more. */
const EURO_FROM = 1_080;
const EURO_MORE = 80;
const MOST_LINES = 9;
const MINUTE = 60_000;
/** So long a person looks at a page that doesn't come. */
const PATIENCE_MS = MINUTE;
const UPLOADS = 8;
/** Of a hundred orders that nobody has paid yet so many are paid at the provider now. */
const PAID_NOW = 40;
/** Of a hundred payouts so many are in euros. */
const IN_EUROS = 6;

/** What of an order was paid out so far, less what was paid back of it as it changed. */
type PaidOut = Order & { left: number };

export class Provider {
  readonly #operator: Operator;
  readonly #house: House;
  readonly #tell: (told: Told) => void;
  readonly sent: Sent[] = [];
  /** Numbers of the orders that were paid out, and what of each. */
  readonly #paidOut = new Map<number, PaidOut>();
  readonly #paidBack = new Set<number>();
  readonly #disputed = new Set<number>();
  readonly #later: boolean;
  /** Numbers of the credit orders that lines of refunds are of. */
  readonly #credits = new Map<FileLine, string>();

  /** `later`: its orders may change once their payout is booked. */
  constructor(operator: Operator, house: House, later: boolean, told: (told: Told) => void) {
    this.#operator = operator;
    this.#house = house;
    this.#later = later;
    this.#tell = told;
  }

  /** Pays out what there is, and has the file of it handled by somebody in their own time. */
  async payOut(chance: Chance): Promise<void> {
    const made = await this.#make(chance);
    if (made === null) return;
    this.sent.push(made);
    machine.time.trace(`payout ${made.id} of ${this.#house.shop.profile.name}`);
    for (const [n] of made.files.entries())
      machine.time.after(n === 0 ? 1 : chance.below(20 * MINUTE), () => {
        void this.#upload(made, n);
        // Somebody else has the same file at the same time.
        if (chance.in100(25)) void this.#upload(made, n);
      });
    for (let tries = 0; tries < 3; tries += 1)
      machine.time.after(chance.below(25 * MINUTE), () => {
        void this.#handle(made);
        if (chance.in100(20)) void this.#handle(made);
      });
    if (chance.in100(5)) machine.time.after(chance.below(5 * MINUTE), () => void this.#drop(made));
  }

  /** What a person does about payouts that aren't booked yet. Answers how many there are. */
  async look(): Promise<number> {
    let open = 0;
    for (const sent of this.sent) {
      if (sent.voucher || (sent.isForeign && sent.held.length > 0)) continue;
      await this.#upload(sent, sent.files.length - 1);
      await this.#handle(sent);
      if (sent.isForeign ? sent.held.length === 0 : !sent.voucher) open += 1;
    }
    return open;
  }

  /** By number what was received, or paid back, of each order of these payouts. */
  received(booked: ReadonlySet<string>): ReadonlyMap<string, number> {
    const received = new Map<string, number>();
    for (const { id, versions } of this.sent)
      if (booked.has(id))
        for (const line of linesOf(versions.at(-1))) {
          if (line.kind !== "sale" && line.kind !== "refund") continue;
          const number = this.#credits.get(line) ?? line.ref;
          received.set(number, (received.get(number) ?? 0) + added(line));
        }
    return received;
  }

  /** Numbers of the orders of payouts that are put before a person: no page names them one by one. */
  toldWith(told: ReadonlySet<string>): ReadonlySet<string> {
    const numbers = this.sent
      .filter(({ id }) => told.has(`Payout ${id}`))
      .flatMap(({ versions }) => linesOf(versions.at(-1)))
      .map((line) => this.#credits.get(line) ?? line.ref);
    return new Set(numbers);
  }

  async #make(chance: Chance): Promise<Sent | null> {
    const { shop, profile } = this.#house;
    const { orders, refunds } = await readOrders(this.#operator, shop);
    if (chance.in100(IN_EUROS)) return this.#inEuros(orders, chance);
    const format = chance.one(FORMATS);
    const fees = CAN[format].fees;
    const fee = (cents: number): Partial<FileLine> =>
      fees && chance.in100(70)
        ? {
            fee: 1 + chance.below(Math.max(1, Math.ceil(cents / 20))),
            ...(CAN[format].vat === true ? { vat: 1 + chance.below(50) } : {}),
          }
        : {};
    const lines: FileLine[] = [];
    for (const one of chance.shuffled(shop.payable()).slice(0, 1 + chance.below(MOST_LINES))) {
      const order = orders.get(one.id);
      if (order === undefined) continue;
      const isPaid = one.paid || profile.isSettled === true;
      const kind = kindOf(shop.profile, order.method);
      if (order.currency !== HOME) {
        // On invoices in another currency nothing is registered by payouts.
        if (format !== "stripe" || kind !== "voucher" || !one.paid) continue;
        shop.settled.add(one.id);
        shop.awaited.add(one.id);
        const cents = Math.round((order.cents * (EURO_FROM + chance.below(EURO_MORE))) / 100);
        const paid = { currency: order.currency, cents: order.cents };
        lines.push({ kind: "sale", ref: order.number, cents, paid, ...fee(cents) });
        continue;
      }
      if (!isPaid && !chance.in100(PAID_NOW)) continue;
      if (!isPaid && kind !== "invoice") continue;
      shop.settled.add(one.id);
      shop.awaited.add(one.id);
      this.#paidOut.set(one.id, { ...order, left: order.cents });
      if (!isPaid)
        void shop.paidAtProvider(one.id).then((told) => (told === null ? null : this.#tell(told)));
      const cents = order.cents - (shop.atBank.get(one.id) ?? 0);
      lines.push({ kind: "sale", ref: order.number, cents, ...fee(cents) });
    }
    for (const { id, of, cents, number: orderNumber } of refunds) {
      const original = this.#paidOut.get(of);
      if (original === undefined || this.#paidBack.has(id) || !chance.in100(70)) continue;
      this.#paidBack.add(id);
      const line: FileLine = { kind: "refund", ref: original.number, cents };
      this.#credits.set(line, orderNumber);
      lines.push(line);
    }
    for (const [id, paid] of this.#paidOut) {
      // Changed since it was paid out: the buyer pays the rest, or has it back.
      const due = (orders.get(id)?.cents ?? paid.left) - paid.left;
      if (due === 0 || shop.awaited.has(id) || !chance.in100(50)) continue;
      paid.left += due;
      shop.awaited.add(id);
      const kind = due > 0 ? "sale" : "refund";
      lines.push({ kind, ref: paid.number, cents: Math.abs(due) });
    }
    for (const [id, { number, cents }] of this.#paidOut)
      if (!this.#disputed.has(id) && chance.in100(3)) {
        this.#disputed.add(id);
        lines.push({ kind: "chargeback", ref: number, cents, ...fee(cents) });
      }
    if (lines.length === 0) return null;
    if (chance.in100(30)) lines.push({ kind: "fee", ref: "", cents: 1 + chance.below(500) });
    if (chance.in100(20)) lines.push({ kind: "held", ref: "", cents: 1 + chance.below(2_000) });
    if (chance.in100(20)) lines.push({ kind: "released", ref: "", cents: 1 + chance.below(900) });
    return this.#written({ ...this.#head(), lines }, format, chance);
  }

  /** Of orders in euros, paid out in euros: shown, and never booked. */
  #inEuros(orders: ReadonlyMap<number, Order>, chance: Chance): Sent | null {
    const { shop } = this.#house;
    const lines = shop.payable().flatMap(({ id }): readonly FileLine[] => {
      const order = orders.get(id);
      return order?.currency === EURO
        ? [{ kind: "sale", ref: order.number, cents: order.cents }]
        : [];
    });
    if (lines.length === 0) return null;
    const payout = { ...this.#head(), lines: lines.slice(0, 1 + chance.below(MOST_LINES)) };
    return sentOf(payout, FOREIGN, [{ payout, borrowed: null }], [WRITE[FOREIGN]([payout])]);
  }

  #head(): Omit<FilePayout, "lines"> {
    const { administrationId } = this.#house.shop.profile;
    return {
      id: `po_${administrationId}_${this.sent.length + 1}x`,
      day: localDay(machine.time.now(), "Europe/Stockholm"),
    };
  }

  /** The files of a payout: some come with others, some are corrected. */
  #written(payout: FilePayout, format: Sends, chance: Chance): Sent {
    const write = WRITE[format as Written];
    const right: Version = { payout, borrowed: null };
    const before = this.sent.filter((one) => one.format === format);
    const sent = (
      versions: readonly Version[],
      files: readonly string[],
      from: string | null,
    ): Sent => sentOf(payout, format, versions, files, from);
    const text = write([payout]);
    const luck = chance.below(100);
    const other = before.length === 0 ? null : chance.one(before);
    if (luck < 12 && format === "stripe" && other !== null) {
      const [row = ""] = write([(other.versions.at(-1) as Version).payout])
        .split("\n")
        .slice(1);
      const borrowed = other.versions.at(-1)?.payout.lines[0] ?? null;
      const twice = `${text}\n${row.replace(other.id, payout.id)}`;
      return sent([{ payout, borrowed }], [twice], other.id);
    }
    if (luck < 30) {
      const [first, ...rest] = payout.lines;
      if (first !== undefined) {
        const wrong = { ...payout, lines: [{ ...first, fee: (first.fee ?? 0) + 7 }, ...rest] };
        const version = { payout: wrong, borrowed: null };
        return sent([version, right], [write([wrong]), text], null);
      }
    }
    // A report of a longer time has the payouts before it as well.
    if (luck < 45 && format !== "stl" && other !== null && other.borrowedFrom === null) {
      const earlier = other.files.at(-1) ?? "";
      const rows = text.replace("\ufeff", "");
      const both =
        format === "klarna"
          ? `${earlier}\n\n${rows}`
          : `${earlier}\n${rows.slice(rows.indexOf("\n") + 1)}`;
      return sent([right], [both], null);
    }
    return sent([right], luck < 70 ? [text, text] : [text], null);
  }

  async #upload(sent: Sent, n: number): Promise<void> {
    for (let tries = 0; tries < UPLOADS; tries += 1) {
      const answer = await this.#asked(async () => {
        const path = `/tenants/${this.#house.tenant.id}/payouts?provider=${PROVIDERS[sent.format]}`;
        const response = await machine.fetch(`${WORKER_URL}/api/v1${path}`, {
          method: "POST",
          headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "text/csv" },
          body: sent.files[n] ?? "",
        });
        const said = (await response.json()) as {
          refused?: Json | null;
          payouts?: readonly { id: string; payout: string; as: string }[];
        };
        if (response.status !== 200) throw new Error(`${response.status} ${JSON.stringify(said)}`);
        return said;
      });
      if (answer !== null) {
        machine.time.trace(`uploaded ${sent.id} file ${n}: ${JSON.stringify(answer)}`);
        if (answer.refused) throw new Error(`a file was refused: ${JSON.stringify(answer)}`);
        const mine = answer.payouts?.find(({ payout }) => payout === sent.id);
        sent.known = mine?.id ?? sent.known;
        if (mine?.as === "new" && sent.dropped) sent.taken = false;
        return;
      }
      await machine.time.wait(MINUTE / 3);
    }
  }

  /** Looks at it, and approves what is shown. */
  async #handle(sent: Sent): Promise<void> {
    if (sent.known === null) return;
    const at = `/tenants/${this.#house.tenant.id}/payouts/${sent.known}`;
    const shown = await this.#asked(() => this.#operator.ask("GET", at));
    if (shown === null) return;
    const job = shown["job"] as { readonly status: string; readonly outcome: string | null } | null;
    const isBooked = shown["voucher"] !== null;
    sent.voucher = isBooked && job?.outcome === "booked";
    if (sent.voucher) this.#booked(sent);
    if (isBooked || job?.status === "queued" || job?.status === "running") return;
    if (job?.outcome === "needs-attention") {
      // A voucher that the ledger never answered may still come true: they look there first.
      sent.leftAt ??= machine.time.now();
      if (machine.time.now() < sent.leftAt + LATEST_MS) return;
    }
    const { mark, held, overlaps } = shown as {
      readonly mark: string;
      readonly held: readonly Json[];
      readonly overlaps: Json | null;
    };
    sent.held = held.map(({ code }) => String(code));
    if (held.length > 0 || overlaps !== null) {
      machine.time.trace(`held ${sent.id}: ${JSON.stringify(held)} ${JSON.stringify(overlaps)}`);
      return;
    }
    sent.approved.set(mark, shown["rows"] as readonly Row[]);
    sent.leftAt = null;
    machine.time.trace(`approves ${sent.id} ${mark}`);
    const answer = await this.#asked(() => this.#operator.ask("POST", `${at}/approve`, { mark }));
    sent.taken ||= answer !== null;
  }

  /** Its orders may change again. */
  #booked({ versions }: Sent): void {
    if (!this.#later) return;
    const numbers = new Set(versions.at(-1)?.payout.lines.map(({ ref }) => ref));
    for (const [id, { number }] of this.#paidOut)
      if (numbers.has(number)) this.#house.shop.awaited.delete(id);
  }

  async #drop(sent: Sent): Promise<void> {
    if (sent.known === null) return;
    sent.dropped = true;
    const at = `/tenants/${this.#house.tenant.id}/payouts/${sent.known}`;
    await this.#asked(() => this.#operator.ask("DELETE", at));
  }

  /** `null`: nothing came, or no. */
  async #asked<T>(act: () => Promise<T>): Promise<T | null> {
    try {
      return await Promise.race([act(), machine.time.wait(PATIENCE_MS).then(() => null)]);
    } catch (fault) {
      machine.time.trace(`person sees ${fault instanceof Error ? fault.message : String(fault)}`);
      return null;
    }
  }
}
