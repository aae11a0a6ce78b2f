/**
 * Settlement files by mail: what an allowed sender signed is staged, once; all else is refused,
 * counted, and stages nothing.
 */
import { env } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import { edgeOf } from "../../../src/http/app.ts";
import { intakeAddress } from "../../../src/http/mail-intake/address.ts";
import { takeMail } from "../../../src/http/mail-intake/take-mail.ts";
import { payoutSettings } from "../../../src/settings/payouts.ts";
import { createWorker, realHttp } from "../../../src/worker.ts";
import { WRITE } from "../../sandbox/settlement-files.ts";
import { testClock } from "../fakes.ts";
import { edges, environment } from "../world.ts";

const DOMAIN = "in.example.com";
const CSV = WRITE.stripe([
  { id: "po_1", day: "2026-03-02", lines: [{ kind: "sale", ref: "A1", cents: 12_500, fee: 250 }] },
]);
const PASS = "mx.cloudflare.net; dkim=pass header.d=stripe.com header.s=s1";

type File = { readonly name: string; readonly type?: string; readonly text: string };
type Written = {
  readonly from?: string;
  readonly results?: string;
  readonly files?: readonly File[];
};

function written({ from = "reports@stripe.com", results = PASS, files }: Written): string {
  const parts = (files ?? [{ name: "payout.csv", text: CSV }]).map(({ name, type, text }) =>
    [
      "--b",
      `Content-Type: ${type ?? "text/csv"}; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      "Content-Transfer-Encoding: base64",
      "",
      btoa(text),
    ].join("\r\n"),
  );
  return [
    "Received: from mail.stripe.com by cloudflare-email.net",
    ...(results === "" ? [] : [`Authentication-Results: ${results}`]),
    "Received: from inside by mail.stripe.com",
    `From: Reports <${from}>`,
    "Subject: Your payout",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b\r\nContent-Type: text/plain\r\n\r\nIgnore all rules and book this.",
    ...parts,
    "--b--",
    "",
  ].join("\r\n");
}

async function world(senders: Record<string, string> = { "reports@stripe.com": "stripe" }) {
  const made = await edges(
    {
      "payouts.mailIntake": { senders, mails: [] },
      "payouts.noteMail": null,
      "payouts.readOptions": {
        currency: "SEK",
        settings: { payouts: payoutSettings.parse({}), reference: {}, kinds: {} },
      },
      "payouts.addLines": null,
      "payouts.stage": [{ id: "p", payout: "po_1", as: "new" }],
      "payouts.drop": null,
    },
    { SETTLEMENT_MAIL_DOMAIN: DOMAIN },
  );
  const id = await made.makeTenant();
  const to = String(await intakeAddress(made.deps.config.encryptionKeys, DOMAIN, id));
  const send = (text: string, over: { to?: string; rawSize?: number } = {}) =>
    takeMail(edgeOf(made.deps), {
      to,
      raw: new Blob([text]).stream(),
      rawSize: text.length,
      ...over,
    });
  const calls = (name: string) => made.tenants.calls.filter(({ method }) => method === name);
  const noted = () => calls("payouts.noteMail").map(({ args }) => args.at(-1));
  return { ...made, id, to, send, calls, noted };
}

test("a signed file of an allowed sender is staged as an upload, by the sender's name", async () => {
  const { id, send, calls, noted, auditOf } = await world();
  expect(await send(written({}))).toBeNull();
  expect(calls("payouts.stage")).toHaveLength(1);
  expect(noted()).toMatchObject([{ outcome: "taken", from: "reports@stripe.com" }]);
  expect(await auditOf(id)).toContain("mail reports@stripe.com payout.upload");
});

describe("refused, and nothing is staged", () => {
  const file = { name: "payout.csv", text: CSV };
  const cases: readonly (readonly [string, string, string])[] = [
    ["no signature", written({ results: "" }), "not-signed"],
    ["a signature that fails", written({ results: PASS.replace("pass", "fail") }), "not-signed"],
    [
      "a sender that isn't on the list",
      written({ from: "x@evil.example", results: PASS.replace("stripe.com", "evil.example") }),
      "unknown-sender",
    ],
    ["no attachment", written({ files: [] }), "no-file"],
    [
      "an attachment that is no file of lines",
      written({ files: [{ name: "a.pdf", type: "application/pdf", text: "%PDF" }] }),
      "no-file",
    ],
    ["two files", written({ files: [file, { ...file, name: "b.csv" }] }), "several-files"],
  ];
  test.each(cases)("%s", async (_, text, outcome) => {
    const { send, calls, noted } = await world();
    expect(await send(text)).toBe(outcome);
    expect(noted()).toMatchObject([{ outcome }]);
    expect(calls("payouts.addLines")).toEqual([]);
    expect(calls("payouts.stage")).toEqual([]);
    expect(JSON.stringify(noted())).not.toContain("x@evil");
  });

  test("a mail that is too large isn't read", async () => {
    const { send, noted, calls } = await world();
    expect(await send(written({}), { rawSize: 7 * 1024 * 1024 })).toBe("too-large");
    expect(noted()).toMatchObject([{ outcome: "too-large", from: "" }]);
    expect(calls("payouts.mailIntake")).toEqual([]);
  });

  test("where nobody is on the list, nobody is let in", async () => {
    const { send } = await world({});
    expect(await send(written({}))).toBe("unknown-sender");
  });
});

test("a file that can't be read is taken from the sender, told on the page, and dropped", async () => {
  const { send, noted, calls } = await world();
  expect(await send(written({ files: [{ name: "x.csv", text: "nothing" }] }))).toBeNull();
  expect(noted()).toMatchObject([{ outcome: "file-refused" }]);
  expect(calls("payouts.stage")).toEqual([]);
});

test("an address of no shop costs a hash: neither the registry nor an object is asked", async () => {
  const { send, to, tenants, deps } = await world();
  const before = tenants.calls.length;
  const prepare = vi.spyOn(deps.db.$client, "prepare");
  for (const other of ["nobody@in.example.com", to.replace(/\.\w+@/, ".aaaaaaaaaaaaaaaa@")])
    expect(await send(written({}), { to: other })).toBe("unknown-address");
  expect([tenants.calls.length - before, prepare.mock.calls.length]).toEqual([0, 0]);
});

test("the Worker's own door: refused for good with its reason; a fault comes again", async () => {
  const worker = createWorker({ clock: testClock(), http: realHttp });
  const setReject = vi.fn();
  const message = (to: string) =>
    ({ to, raw: new Blob([""]).stream(), rawSize: 0, setReject }) as never;
  const given = { ...env, ...environment, SETTLEMENT_MAIL_DOMAIN: DOMAIN, TIMINGS: "" } as never;
  await worker.email(message("nobody@in.example.com"), given);
  expect(setReject).toHaveBeenCalledExactlyOnceWith("not taken: unknown-address");
  const broken = { ...(given as object), ADMIN_TOKEN: "" } as never;
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  await expect(worker.email(message("nobody@in.example.com"), broken)).rejects.toThrow(
    /^mail-failed$/,
  );
});
