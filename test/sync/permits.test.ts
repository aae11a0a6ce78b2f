import { expect, test } from "vitest";
import { Permits } from "../../src/sync/run/deps.ts";

test("never more than five calls of one invocation are on their way, and each one comes to its turn", async () => {
  const permits = new Permits();
  let active = 0;
  let most = 0;
  const gates: (() => void)[] = [];
  const work = Array.from({ length: 20 }, () =>
    permits.with(async () => {
      active += 1;
      most = Math.max(most, active);
      await new Promise<void>((resolve) => gates.push(resolve));
      active -= 1;
    }),
  );
  let done = 0;
  for (const promise of work) void promise.then(() => (done += 1));
  while (done < 20) {
    gates.shift()?.();
    await Promise.resolve();
  }
  expect(most).toBe(5);
});

test("a call that fails gives its permit back", async () => {
  const permits = new Permits(1);
  await expect(permits.with(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  await expect(permits.with(() => Promise.resolve("next"))).resolves.toBe("next");
});
