/**
 * A shop and a ledger on which people work at once, by chance: what they did is kept here, as the
 * end is judged by it. A change of the shop answers what its webhook would tell; a change of the
 * ledger has none.
 */
import type { Bridge, Json, Tenant } from "./bridge.ts";
import { companyBuyer, homeAddress } from "./orders.ts";
import { labels } from "./products.ts";
import type { Chance } from "./seeded.ts";

export type Told = { readonly id: number; readonly type: string };
/**
 * `invoiced`: it becomes an invoice, and nobody changes it any more; `credited`: one of its pieces
 * came back.
 */
export type MixedOrder = {
  readonly id: number;
  readonly orderNumber: string;
  live: boolean;
  readonly invoiced: boolean;
  readonly buyer: Json;
  readonly lines: readonly Json[];
  credited: boolean;
};
/** `kept`: what a person wrote in the ledger, by the ledger's field. */
export type MixedDebtor = {
  readonly id: number;
  name: string;
  email: string;
  phone: string;
  city: string;
  readonly company: boolean;
  readonly kept: Record<string, string>;
};
/** `group`: code of the article that it is a variant of, by what the ledger says today. */
export type MixedArticle = {
  readonly id: string;
  readonly number: string;
  name: string;
  net: number;
  active: boolean;
  group: string | null;
};

const SHELVES = 6;
const CITIES = ["Stockholm", "Uppsala", "Lund", "Umeå"];
/** Which field of the customer a person corrects. */
const CORRECTED = ["InvoiceCity", "Telephone", "Name"];
/** Groups of variants, and their sizes. */
const GROUPS = ["MIXED-HATS", "MIXED-CAPS"];
const SIZES = ["S", "M", "L"];
/** Orders that are paid so become invoices. */
export const BY_INVOICE = "INVOICE";

export class MixedWorld {
  readonly orders: MixedOrder[] = [];
  readonly debtors: MixedDebtor[] = [];
  readonly articles: MixedArticle[] = [];
  /** Codes of articles that stand on both sides with stock. */
  readonly shelves: string[] = [];
  readonly guests: string[] = [];
  #n = 0;

  constructor(
    readonly bridge: Bridge,
    readonly tenant: Tenant,
    readonly chance: Chance,
  ) {}

  async open(): Promise<void> {
    for (let at = 1; at <= SHELVES; at += 1) {
      const code = `MIXED-SHELF-${at}`;
      await this.#ledger("POST", "/articles", {
        Number: code,
        IsStock: true,
        StockBalance: 2_000 + at,
        NetPrice: 10,
      });
      await this.bridge.control("asperion", "POST", "/articles", {
        articleCode: code,
        currentStock: 2_000,
        salesPrice: 10,
      });
      this.shelves.push(code);
    }
  }

  /** One change, by chance; what can't be done yet becomes a new order. */
  async change(): Promise<Told | null> {
    const at = this.chance.below(100);
    if (at < 31) return this.#placed();
    if (at < 34) return this.#credited();
    if (at < 48) return this.#edited();
    if (at < 57) return this.#cancelled();
    if (at < 63) return this.#newDebtor();
    if (at < 78) return this.#changedDebtor();
    if (at < 83) return this.#newArticle();
    if (at < 94) return this.#changedArticle();
    return this.#movedStock();
  }

  /** A person corrects one field of a customer in the ledger. Answers whether there was one. */
  async corrected(): Promise<boolean> {
    if (this.debtors.length === 0) return false;
    const debtor = this.chance.one(this.debtors);
    const field = this.chance.one(CORRECTED);
    const [customer] = await this.customersOf(debtor);
    if (customer === undefined) return false;
    const value = field === "Telephone" ? `08-${700 + this.#next()}` : `Corrected ${this.#next()}`;
    await this.#ledger("PATCH", `/customers/${String(customer["Id"])}`, { [field]: value });
    debtor.kept[field] = value;
    return true;
  }

  /** Our own number is the debtor's, whatever else was changed. */
  async customersOf(debtor: { readonly id: number }): Promise<readonly Json[]> {
    return ((await this.bridge.ledger(this.tenant.company, "customers"))["customers"] ?? []).filter(
      (customer) => customer["CustomerNumber"] === `AS${debtor.id}`,
    );
  }

  #next(): number {
    return (this.#n += 1);
  }

  #lines(): Json[] {
    const codes = this.chance
      .shuffled([...this.shelves, "MUG", "BOOK"])
      .slice(0, 1 + this.chance.below(3));
    return codes.map((articleCode) => ({
      articleCode,
      quantity: 1 + this.chance.below(5),
      ...(this.chance.in100(30) ? { price: (100 + this.chance.below(9_900)) / 100 } : {}),
    }));
  }

  async #placed(): Promise<Told> {
    const [buyer, lines, invoiced] = [await this.#buyer(), this.#lines(), this.chance.in100(15)];
    const placed = await this.bridge.place({
      notify: false,
      ...buyer,
      lines,
      ...(invoiced ? { paymentMethodId: BY_INVOICE } : {}),
    });
    this.orders.push({
      id: placed.id,
      orderNumber: placed.orderNumber,
      live: true,
      invoiced,
      buyer,
      lines,
      credited: false,
    });
    return { id: placed.id, type: "order.created" };
  }

  /** One piece of an invoiced order comes back. */
  async #credited(): Promise<Told> {
    const open = this.orders.filter((order) => order.invoiced && !order.credited);
    if (open.length === 0) return this.#placed();
    const order = this.chance.one(open);
    order.credited = true;
    const lines = order.lines.slice(0, 1).map((line) => ({ ...line, quantity: -1 }));
    const placed = await this.bridge.place({
      notify: false,
      ...order.buyer,
      creditsOrderId: order.id,
      paymentStatus: "Refunded",
      paymentMethodId: BY_INVOICE,
      lines,
    });
    this.orders.push({
      id: placed.id,
      orderNumber: placed.orderNumber,
      live: true,
      invoiced: true,
      buyer: order.buyer,
      lines,
      credited: true,
    });
    return { id: placed.id, type: "order.created" };
  }

  /** A known debtor, a known guest or one that nobody has met. */
  async #buyer(): Promise<Json> {
    if (this.debtors.length > 0 && this.chance.in100(65)) {
      const debtor = this.chance.one(this.debtors);
      return {
        debtorId: debtor.id,
        invoiceAddress: homeAddress(debtor.name),
        deliveryAddress: homeAddress(debtor.name),
      };
    }
    if (this.guests.length === 0 || this.chance.in100(40)) this.guests.push(`Guest${this.#next()}`);
    return companyBuyer(this.chance.one(this.guests));
  }

  async #edited(): Promise<Told> {
    const live = this.orders.filter((order) => order.live && !order.invoiced);
    if (live.length === 0) return this.#placed();
    const { id } = this.chance.one(live);
    await this.bridge.edit(id, { notify: false, lines: this.#lines() });
    return { id, type: "order.updated" };
  }

  async #cancelled(): Promise<Told> {
    const live = this.orders.filter((order) => order.live && !order.invoiced);
    if (live.length === 0) return this.#placed();
    const order = this.chance.one(live);
    order.live = false;
    await this.bridge.edit(order.id, { notify: false, status: 9 });
    return { id: order.id, type: "order.cancelled" };
  }

  async #newDebtor(): Promise<Told> {
    const n = this.#next();
    const made = {
      name: `Debtor ${n}`,
      email: `mixed-${n}@example.com`,
      phone: `08-${n}`,
      city: this.chance.one(CITIES),
      company: this.chance.in100(35),
    };
    const { id } = await this.#shopDebtor({
      ...made,
      address: "Storgatan 1",
      postCode: "111 22",
      countryCode: "SE",
    });
    this.debtors.push({ id, ...made, kept: {} });
    return { id, type: "debtor.created" };
  }

  async #changedDebtor(): Promise<Told> {
    if (this.debtors.length === 0) return this.#newDebtor();
    const debtor = this.chance.one(this.debtors);
    const n = this.#next();
    Object.assign(
      debtor,
      this.chance.one([
        { name: `Debtor ${n} renamed` },
        { email: `mixed-${n}@example.com` },
        { phone: `08-${n}` },
        { city: this.chance.one(CITIES) },
      ]),
    );
    await this.#shopDebtor(debtor);
    return { id: debtor.id, type: "debtor.updated" };
  }

  async #shopDebtor({
    id,
    name,
    email,
    phone,
    city,
    company,
    ...more
  }: Json): Promise<{ id: number }> {
    const { address, postCode, countryCode } = more;
    return (await this.bridge.control("asperion", "POST", "/debtors", {
      ...(id === undefined ? {} : { id }),
      ...(company === true ? { cocNumber: "556000-2222" } : {}),
      name,
      emailAddress: email,
      phoneNumber: phone,
      city,
      address,
      postCode,
      countryCode,
      notify: false,
    })) as { id: number };
  }

  async #newArticle(): Promise<null> {
    const n = this.#next();
    const group = this.chance.in100(40) ? this.chance.one(GROUPS) : null;
    const made = {
      number: `MIXED-${n}`,
      name: `Cap ${n}`,
      net: 10 + this.chance.below(500),
      active: true,
      group,
    };
    const article = await this.#ledger("POST", "/articles", {
      Number: made.number,
      Name: made.name,
      NetPrice: made.net,
      ArticleLabels: this.#labels(group),
    });
    this.articles.push({ id: String(article["Id"]), ...made });
    return null;
  }

  async #changedArticle(): Promise<null> {
    if (this.articles.length === 0) return this.#newArticle();
    const article = this.chance.one(this.articles);
    const n = this.#next();
    Object.assign(
      article,
      this.chance.one([
        { name: `Hat ${n}` },
        { net: 10 + this.chance.below(500) },
        { active: !article.active },
        { group: article.group === null ? this.chance.one(GROUPS) : null },
      ]),
    );
    await this.#ledger("PATCH", `/articles/${article.id}`, {
      ArticleLabels: this.#labels(article.group),
      Name: article.name,
      NetPrice: article.net,
      GrossPrice: article.net * 1.25,
      IsActive: article.active,
    });
    return null;
  }

  #labels(group: string | null): Json[] {
    return group === null
      ? labels("Web")
      : labels("Web", `Group: ${group}`, `Size: ${this.chance.one(SIZES)}`);
  }

  async #movedStock(): Promise<null> {
    const code = this.chance.one(this.shelves);
    const found = ((await this.bridge.ledger(this.tenant.company))["articles"] ?? []).find(
      (article) => article["Number"] === code,
    );
    await this.#ledger("PATCH", `/articles/${String(found?.["Id"])}`, {
      StockBalance: 2_000 + this.chance.below(500),
    });
    return null;
  }

  #ledger(method: string, path: string, body: Json): Promise<Json> {
    return this.bridge.control(
      "eaccounting",
      method,
      `${path}?company=${encodeURIComponent(this.tenant.company)}`,
      body,
    );
  }
}
