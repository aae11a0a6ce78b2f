// A plan from the few figures in which one country differs from another; the chart follows from them.
import type {
  AccountSeed,
  CodingSeed,
  CountryPlan,
  ForeignAccounts,
  Roles,
  VatCodeSeed,
} from "../../plan.ts";

export interface PlanFigures extends Pick<
  CountryPlan,
  "country" | "currency" | "foreignCurrency" | "place" | "identity" | "rates"
> {
  readonly roles: Roles;
  /** The country's words for the accounts. */
  readonly words: Readonly<
    Record<
      | "receivables"
      | "cardMoney"
      | "till"
      | "bank"
      | "currencyBank"
      | "equity"
      | "prepaid"
      | "vat"
      | "sales"
      | "services"
      | "rounding"
      | "charges"
      | "gain"
      | "loss",
      string
    >
  >;
  /** Rate, sales account of goods, of services. */
  readonly sales: readonly (readonly [rate: number, goods: number, services: number])[];
  /** The first of five sales accounts abroad. */
  readonly foreignGoods: number;
  readonly foreignServices: number;
  readonly equity: number;
  readonly prepaid: number;
}

export function buildPlan(figures: PlanFigures): CountryPlan {
  const { country, roles, sales } = figures;
  const vatCodes = sales.map(([rate]): VatCodeSeed => {
    const account = rate === 0 ? undefined : (roles.outputVat[String(rate)] ?? roles.otherVat);
    return {
      code: `${country}${rate}`,
      description: `${figures.words.vat} ${rate}%`,
      rate: rate / 100,
      ...(account === undefined ? {} : { account }),
    };
  });
  return {
    country,
    currency: figures.currency,
    foreignCurrency: figures.foreignCurrency,
    place: figures.place,
    identity: figures.identity,
    rates: figures.rates,
    roles,
    vatCodes: [...vatCodes, { code: "OSS", description: "OSS", rate: 0, oss: 1 }],
    codings: [
      ...sales.flatMap(([rate, goods, services]): CodingSeed[] => [
        { name: `Goods ${rate}`, type: "Goods", rate, account: goods },
        { name: `Services ${rate}`, type: "Service", rate, account: services },
      ]),
      {
        name: "Gift cards",
        type: "Service",
        rate: 0,
        account: roles.giftCards,
        exempt: roles.giftCards,
      },
    ],
    foreign: { goods: abroad(figures.foreignGoods), services: abroad(figures.foreignServices) },
    accounts: Object.fromEntries(chart(figures)),
  };
}

function abroad(first: number): ForeignAccounts {
  return {
    euWithVat: first,
    euExempt: first + 1,
    outsideEu: first + 2,
    thirdParty: first + 3,
    oss: first + 4,
    reversed: null,
  };
}

function chart({
  country,
  roles,
  words,
  sales,
  foreignGoods,
  foreignServices,
  equity,
  prepaid,
}: PlanFigures): [number, AccountSeed][] {
  const revenue = (name: string, vat?: string): AccountSeed => ({
    name,
    type: 20,
    costCenter: true,
    ...(vat === undefined ? {} : { vat }),
  });
  const vat = [...new Set([...Object.values(roles.outputVat), roles.otherVat, roles.ossVat])];
  return [
    [roles.receivables, { name: words.receivables, type: 5 }],
    [roles.cardMoney, { name: words.cardMoney, type: 5 }],
    [roles.till, { name: words.till, type: 9 }],
    [roles.bank, { name: words.bank, type: 9 }],
    [roles.currencyBank, { name: words.currencyBank, type: 9 }],
    [equity, { name: words.equity, type: 10 }],
    [prepaid, { name: words.prepaid, type: 15 }],
    ...vat.map((account): [number, AccountSeed] => [account, { name: words.vat, type: 16 }]),
    ...sales.flatMap(([rate, goods, services]): [number, AccountSeed][] => [
      [goods, revenue(`${words.sales} ${rate}%`, `${country}${rate}`)],
      [services, revenue(`${words.services} ${rate}%`, `${country}${rate}`)],
    ]),
    ...[0, 1, 2, 3, 4].flatMap((index): [number, AccountSeed][] => [
      [foreignGoods + index, revenue(words.sales)],
      [foreignServices + index, revenue(words.services)],
    ]),
    [roles.rounding, { name: words.rounding, type: 25 }],
    [roles.bankCharges, { name: words.charges, type: 25 }],
    [roles.exchangeGain, { name: words.gain, type: 23 }],
    [roles.exchangeLoss, { name: words.loss, type: 25 }],
  ];
}
