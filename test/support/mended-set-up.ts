/**
 * One fast bridge for all tests of a file: after each what was broken at the ledger and in the
 * runners is whole again. `useMended` sets it up for the file that calls it.
 */
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { Bridge } from "./bridge.ts";

export let bridge: Bridge;

/** Each file of tests calls it once, at its top. */
export function useMended(): void {
  beforeAll(async () => {
    bridge = await Bridge.startFast();
  });

  afterEach(async () => {
    await bridge.break({ crash: null });
    await bridge.control("eaccounting", "DELETE", "/faults");
  });

  afterAll(async () => {
    const faults = await bridge.clientFaults();
    await bridge.stop();
    expect(faults).toEqual([]);
  });
}
