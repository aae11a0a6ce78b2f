/**
 * One bridge and one tenant for all tests of a file about vouchers: the books are checked after
 * each write, the settings are the usual ones and nothing is broken before each test, and at the
 * end the ledger has nothing to say against our client. `useVouchers` sets it up for the file that
 * calls it.
 */
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { Bridge, type Tenant } from "./bridge.ts";
import { expectBooksRight, reset, voucherTenant } from "./vouchers.ts";

export let bridge: Bridge;
export let tenant: Tenant;

/** Each file of tests calls it once, at its top. */
export function useVouchers(): void {
  beforeAll(async () => {
    bridge = await Bridge.startFast();
    await bridge.control("eaccounting", "PUT", "/books", { checkEachWrite: true });
    tenant = await voucherTenant(bridge);
  });

  afterEach(async () => {
    await bridge.break({ crash: null });
    await bridge.control("eaccounting", "DELETE", "/faults");
    await bridge.control("eaccounting", "PUT", "/company", { lockedTo: null });
    await reset(bridge, tenant);
  });

  afterAll(async () => {
    const faults = await bridge.clientFaults();
    await expectBooksRight(bridge);
    await bridge.stop();
    expect(faults).toEqual([]);
  });
}
