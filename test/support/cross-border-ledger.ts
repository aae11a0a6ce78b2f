/**
 * The ledger's sandbox with a Swedish company that sells abroad under OSS, set up as the product
 * would set it up.
 */
import { send } from "../../src/domain/vendors/http.ts";
import type {
  LedgerArticle,
  LedgerCoding,
  LedgerCustomer,
} from "../../src/domain/ledger/ledger.ts";
import type { SendRead, VendorRequest } from "../../src/domain/vendors/request.ts";
import {
  articleByNumber,
  createArticle,
  readArticlesByNumber,
  readWrittenArticle,
} from "../../src/eaccounting/articles.ts";
import { companySettings, readCompany } from "../../src/eaccounting/company.ts";
import { customerById, readCustomer, toLedgerCustomer } from "../../src/eaccounting/customers.ts";
import * as lists from "../../src/eaccounting/reference-lists.ts";
import { readAll } from "../../src/eaccounting/paging.ts";
import { eaccountingHttp } from "../../src/eaccounting/request.ts";
import type { PlanInput } from "../../src/flows/orders/shared/plan-input.ts";
import { numbersFor } from "../../src/flows/setup/article-numbers.ts";
import {
  codingsOf,
  systemArticles,
  purposeOf,
  wantedArticles,
} from "../../src/flows/setup/system-articles.ts";
import type { Settings } from "../../src/settings/schema.ts";
import { settings } from "../flows/orders/kit.ts";
import { startFrozen } from "../sandbox/eaccounting/fixtures.ts";
import type { StartedEaccounting } from "../sandbox/eaccounting/start.ts";
import { asRead, asWrite, must } from "./ledger-sender.ts";

const COMPANY = "Export AB";
const MARKED = ["TSHIRT", "MUG", "BOOK"];
const SKUS = [...MARKED, "SERVICE"];
const AT = `company=${encodeURIComponent(COMPANY)}`;

type Facts = Pick<
  PlanInput,
  | "company"
  | "articles"
  | "codings"
  | "systemArticles"
  | "terms"
  | "deliveryMethods"
  | "currencies"
  | "countries"
>;

/**
 * Goods, shipping and discounts by tables of codings, for every sale of this company; but for the
 * articles that are excepted. `article`: nothing of it.
 */
export function codedSettings(
  codings: readonly LedgerCoding[],
  by: "article" | "coding",
  exceptions: readonly string[] = [],
): Settings {
  if (by === "article") return settings();
  const goods = (rate: string): string =>
    codings.find((one) => one.kind === "goods" && one.vatRate === rate)?.id ?? "";
  const [high, low] = [goods("0.25"), goods("0.06")];
  const table = {
    "25%/home": high,
    "6%/home": low,
    "/eu-business": high,
    "/export": high,
    "19%@DE/oss": high,
    "25.5%@FI/oss": high,
    "7%@DE/oss": low,
    "13.5%@FI/oss": low,
  };
  return settings({
    orders: { goods: { by, exceptions: [...exceptions] } },
    lookups: {
      goodsCoding: { table },
      shippingCoding: { table },
      discountCoding: {
        table: { "25%/home": high, "19%@DE/oss": high, "25.5%@FI/oss": high },
      },
    },
  });
}

export class CrossBorderLedger {
  readonly #customers = new Map<string, LedgerCustomer>();
  #facts: Facts | null = null;
  #token: string;

  private constructor(readonly sandbox: StartedEaccounting) {
    this.#token = "";
  }

  static async start(): Promise<CrossBorderLedger> {
    const ledger = new CrossBorderLedger(await startFrozen());
    await ledger.#open();
    return ledger;
  }

  get facts(): Facts {
    if (this.#facts === null) throw new Error("not open");
    return this.#facts;
  }

  customer(name: string): LedgerCustomer {
    const found = this.#customers.get(name);
    if (found === undefined) throw new Error(`no customer ${name}`);
    return found;
  }

  async switches(values: Readonly<Record<string, string>>): Promise<void> {
    await this.sandbox.control("PUT", "/switches", values);
  }

  async problems(): Promise<{ problems: unknown; broken: unknown; faults: unknown }> {
    const { problems, broken } = (await this.sandbox.control("GET", `/books?${AT}`)).body;
    return {
      problems,
      broken,
      faults: (await this.sandbox.control("GET", "/faultsofclient")).body["faults"],
    };
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }

  readonly read: SendRead = async (request) => asRead(request, await this.#call(request));
  readonly write = async (request: VendorRequest) => asWrite(request, await this.#call(request));

  #call(request: VendorRequest) {
    return send({ fetch }, eaccountingHttp(`${this.sandbox.url}/v2`, request, this.#token), 10_000);
  }

  async #open(): Promise<void> {
    const { sandbox } = this;
    await sandbox.control("POST", "/companies", { name: COMPANY, customersAbroad: true });
    await sandbox.control("PUT", "/limits", { perMinute: 1_000_000 });
    await sandbox.control("PUT", `/company?${AT}`, { UsesMoss: true });
    this.#token = sandbox.token({ company: COMPANY });
    const world = sandbox.sandbox.world().company(COMPANY);
    if (world === null) throw new Error("no company");
    for (const article of world.articles.all())
      if (MARKED.includes(article.Number))
        await sandbox.control("PATCH", `/articles/${article.Id}?${AT}`, { UsesMoss: true });
    const more = {
      TermsOfPaymentId: world.settings.TermsOfPaymentId,
      IsActive: true,
      InvoicePostalCode: "00100",
      InvoiceCity: "Helsinki",
      CurrencyCode: "EUR",
    };
    await sandbox.control("POST", `/customers?${AT}`, {
      Name: "Aino Virtanen",
      IsPrivatePerson: true,
      InvoiceCountryCode: "FI",
      ...more,
    });
    await sandbox.control("POST", `/customers?${AT}`, {
      Name: "Euro AB",
      IsPrivatePerson: false,
      InvoiceCountryCode: "SE",
      ...more,
    });
    for (const customer of world.customers.all())
      this.#customers.set(
        customer.Name,
        toLedgerCustomer(must(readCustomer(must(await this.read(customerById(customer.Id)))))),
      );
    this.#facts = await this.#readFacts();
  }

  async #readFacts(): Promise<Facts> {
    const { read } = this;
    const { company } = must(readCompany(must(await read(companySettings())), "C"));
    const codings = must(await readAll(read, lists.codings));
    const [unit] = must(await readAll(read, lists.units));
    const made = [];
    const tables = codingsOf(codedSettings(codings, "coding"), codings);
    const wanted = wantedArticles(codings, company.country, tables, company.usesOss);
    const numbers = numbersFor(wanted, {}, company.country);
    for (const article of wanted)
      made.push({
        article,
        id: must(
          readWrittenArticle(
            must(
              await this.write(
                createArticle({
                  number: numbers[purposeOf(article)] ?? "",
                  name: article.name,
                  codingId: article.codingId,
                  unitId: unit?.id ?? "",
                  usesOss: article.usesOss,
                }),
              ),
            ),
          ),
        ).id,
      });
    const articles: Record<string, { kind: "found"; article: LedgerArticle }> = {};
    for (const sku of SKUS) {
      const [article] = must(readArticlesByNumber(must(await read(articleByNumber(sku))), sku));
      if (article === undefined) throw new Error(`no article ${sku}`);
      articles[sku] = { kind: "found", article };
    }
    return {
      company,
      codings,
      articles,
      systemArticles: systemArticles(made),
      terms: must(await readAll(read, lists.termsOfPayments)),
      deliveryMethods: must(await readAll(read, lists.deliveryMethods)),
      currencies: must(await readAll(read, lists.currencies)),
      countries: must(await readAll(read, lists.countries)),
    };
  }
}
