/** How long the edges wait for an object that doesn't answer. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Late } from "../../src/sync/with-timeout.ts";
import { withCallTimeout } from "../../src/http/in-time.ts";
import type { TenantStub } from "../../src/sync/tenant/stub.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An object that answers each call when a test lets it. */
function object() {
  const open: ((answer: unknown) => void)[] = [];
  const call = (): Promise<unknown> => new Promise((resolve) => void open.push(resolve));
  const stub = {
    monitoring: { open: call, health: call },
    admin: { setUp: call },
  } as unknown as TenantStub;
  return { stub, answer: (answer: unknown) => open.shift()?.(answer) };
}

/** After how many seconds it was given up; `null`: it never was, within five minutes. */
async function givenUpAfter(asked: Promise<unknown>): Promise<number | null> {
  let after: number | null = null;
  const began = Date.now();
  void asked.catch((fault: unknown) => {
    expect(fault).toBeInstanceOf(Late);
    after = (Date.now() - began) / 1_000;
  });
  await vi.advanceTimersByTimeAsync(300_000);
  return after;
}

test("a silent object is waited for eight seconds, then for one, until it answers", async () => {
  const { stub, answer } = object();
  const tenant = withCallTimeout(() => stub);
  expect(await givenUpAfter(tenant("a").monitoring.open("a"))).toBe(8);
  expect(await givenUpAfter(tenant("a").monitoring.health("a"))).toBe(1);
  // Another shop's isn't suspected for it.
  expect(await givenUpAfter(tenant("b").monitoring.open("b"))).toBe(8);
  answer(0);
  answer(0);
  answer(0);
  const asked = tenant("a").monitoring.open("a");
  answer(7);
  expect(await asked).toBe(7);
  expect(await givenUpAfter(tenant("a").monitoring.open("a"))).toBe(8);
});

test("what the object asks a vendor for has two minutes, silent before or not", async () => {
  const { stub } = object();
  const tenant = withCallTimeout(() => stub);
  expect(await givenUpAfter(tenant("a").admin.setUp("a"))).toBe(120);
  expect(await givenUpAfter(tenant("a").admin.setUp("a"))).toBe(120);
});

test("an object that fails says so itself, and is waited for as before", async () => {
  const broken = { monitoring: { open: async () => Promise.reject(new TypeError("gone")) } };
  const { stub } = object();
  const tenant = withCallTimeout((id) => (id === "a" ? (broken as unknown as TenantStub) : stub));
  await expect(tenant("a").monitoring.open("a")).rejects.toThrow("gone");
});
