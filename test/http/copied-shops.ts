/** Two shops whose lists have some things of one name under other ids. */
import type { NameEntry } from "../../src/domain/ledger/names.ts";
import { company } from "./world.ts";

const list = (...entries: readonly (readonly [string, string])[]) => ({
  entries: entries.map(([id, name]): NameEntry => ({ id, name, note: null })),
  readAt: 1,
  fault: null,
});
const bank = "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c11";
const only = "7b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c11";
const bankThere = "9b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c11";

export const SHOP_NAMES = {
  bank,
  bankThere,
  /** Of the first shop alone. */
  only,
  source: {
    "asperion.paymentMethods": list(["1", "iDEAL"], ["2", "Klarna"]),
    "eaccounting.bankAccounts": list([bank, "Bank here"], [only, "Theirs"]),
  },
  target: {
    "asperion.paymentMethods": list(["7", "iDEAL"]),
    "eaccounting.bankAccounts": list([bankThere, "Bank here"]),
  },
};

export const NO_LEDGER = { company: company("c-1", "Demo AB") };
