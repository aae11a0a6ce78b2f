/**
 * The shops of the simulation: those of the storm, and by the seed one whose orders are booked by
 * the day, or one whose invoices are paid by providers' payouts alone. Each has its payouts
 * booked.
 */
import { ACCOUNTS, PROFILES, type Profile } from "../chaos/profiles.ts";
import type { Json } from "../../scripts/local/operator.ts";
import type { Chance } from "../support/seeded.ts";

export type Simulated = Profile & {
  /** Its orders have no vouchers of their own, but shares of the day's. */
  readonly isDaily?: true;
  /** What the ledger knows as received is what payouts paid. */
  readonly isSettled?: true;
};

/** Accounts of a payout's voucher, each for one thing. */
export const PAYOUT_ACCOUNTS = {
  bank: 1940,
  fee: 6570,
  feeVat: 2641,
  reserve: 1630,
  gain: 3960,
  loss: 7960,
} as const;

const LOOKUPS: Json = {
  payoutBank: { default: String(PAYOUT_ACCOUNTS.bank) },
  payoutClearing: { default: String(ACCOUNTS.clearing) },
  payoutFee: { default: String(PAYOUT_ACCOUNTS.fee) },
  payoutFeeVat: { default: "exempt", table: { klarna: "file" } },
};
const PAYOUTS: Json = {
  invoices: "settle",
  dateOrder: "day-first",
  accounts: {
    reserve: String(PAYOUT_ACCOUNTS.reserve),
    inputVat: String(PAYOUT_ACCOUNTS.feeVat),
    currencyGain: String(PAYOUT_ACCOUNTS.gain),
    currencyLoss: String(PAYOUT_ACCOUNTS.loss),
  },
};

/** Local midnight: the day is over when it closes. */
const DAY_CLOSES_AT = 0;

const [MIXED, VOUCHERS] = PROFILES as readonly [Profile, Profile];

const DAYS: Simulated = {
  ...VOUCHERS,
  name: "Days",
  administrationId: 910,
  company: "Day AB",
  isDaily: true,
  settings: (ids) => {
    const settings = VOUCHERS.settings(ids);
    const voucher = {
      paid: "clearing",
      rate: "source",
      level: "daily",
      dayClosesAt: DAY_CLOSES_AT,
    };
    return { ...settings, orders: { ...settings["orders"], voucher } };
  },
};

const SETTLED: Simulated = {
  ...MIXED,
  name: "Settled",
  administrationId: 911,
  company: "Settled AB",
  kinds: {},
  usual: "invoice",
  isSettled: true,
  settings: (ids) => {
    const settings = MIXED.settings(ids);
    const orders = { typeRules: [], type: "invoice", payments: "none", refunds: "none" };
    return { ...settings, orders: { ...settings["orders"], ...orders } };
  },
};

export const withPayouts = (profile: Simulated): Simulated => ({
  ...profile,
  settings: (ids) => {
    const settings = profile.settings(ids);
    return { ...settings, lookups: { ...settings["lookups"], ...LOOKUPS }, payouts: PAYOUTS };
  },
});

/** Of a world. Days are fewer: each takes a day more. */
export const chosenProfiles = (chance: Chance): readonly Simulated[] =>
  [...PROFILES, chance.one([DAYS, SETTLED, SETTLED])].map(withPayouts);
