/**
 * One bridge and one shop with products for all tests of a file. `useProducts` sets it up for the
 * file that calls it.
 */
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { Bridge } from "./bridge.ts";
import { ProductShop } from "./products.ts";

export let bridge: Bridge;
export let shop: ProductShop;

/** Each file of tests calls it once, at its top. */
export function useProducts(): void {
  beforeAll(async () => {
    bridge = await Bridge.startFast({ TIMINGS: JSON.stringify({ vendorTimeoutMs: 2_000 }) });
    shop = await ProductShop.open(bridge);
  });

  afterEach(() => shop.reset());

  afterAll(async () => {
    const faults = await bridge.clientFaults();
    await bridge.stop();
    expect(faults).toEqual([]);
  });
}
