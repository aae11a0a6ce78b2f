/**
 * The README's first command, without its installation: the demo ends by itself, and says of each
 * of its orders that it ended as it had to.
 */
import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stories } from "../../scripts/demo/stories.ts";
import { articlesMade } from "../../scripts/demo/tenant.ts";
import { figuresText } from "../../scripts/demo/watch.ts";
import { freePort } from "../../scripts/local/ports.ts";

const ROOT = join(import.meta.dirname, "../..");

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

async function demo(worker: number): Promise<Ended> {
  const child = spawn(process.execPath, ["scripts/demo/main.ts", "--once"], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(worker),
      ASPERION_SANDBOX_PORT: String(await freePort()),
      EACCOUNTING_SANDBOX_PORT: String(await freePort()),
    },
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, out, err };
}

test("the demo runs to its end, and each of its orders ends as it had to", async () => {
  const port = await freePort();
  try {
    const { code, out, err } = await demo(port);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain(`All ${stories.length} orders ended as expected.`);
  } finally {
    await rm(join(ROOT, ".wrangler", `demo-${port}`), { recursive: true, force: true });
  }
});

test("the demo counts every system article that is made, and none that isn't", () => {
  const ids = ["adjusting", "fee", "item", "shipping-abroad", null];
  expect(articlesMade({ ownArticleNumbers: ids.map((id) => ({ id })) })).toBe(4);
});

test("a live line says the booked VAT, and names the shop's where nothing is booked as an order", () => {
  const charged = { gross: "100.00", vat: "17.36", currency: "SEK" };
  expect([
    figuresText(charged, { gross: "100.00", vat: "17.35" }),
    figuresText(charged, undefined),
    figuresText(null, undefined),
  ]).toEqual(["  gross 100.00  VAT 17.35 SEK", "  in the shop: gross 100.00  VAT 17.36 SEK", ""]);
});
