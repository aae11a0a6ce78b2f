/** What the payouts page says of files by mail: the address, who may send, what became of mails. */
import { expect, test } from "vitest";
import { intakeAddress } from "../../../src/http/mail-intake/address.ts";
import { signedIn } from "../browser.ts";

const DOMAIN = "in.example.com";
const HOSTILE = "<script>alert(1)</script>.example";

async function shown(domain: string, address: string, intake: unknown) {
  const { world, user } = await signedIn(
    { "payouts.list": [], "payouts.reading": [], "payouts.mailIntake": intake },
    address,
    { SETTLEMENT_MAIL_DOMAIN: domain },
  );
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/payouts`);
  return { world, id, text };
}

test("the last mail of the last week stands on the page, without a list to unfold", async () => {
  const at = Date.UTC(2026, 10, 24, 11);
  const mail = { from: "@a.example", times: 1 };
  const seen = async (n: number, mails: readonly object[]) =>
    (await shown(DOMAIN, `203.0.113.${n}`, { senders: {}, mails })).text.replaceAll(
      /[\u2066-\u2069]/g,
      "",
    );
  const refused = await seen(84, [{ ...mail, at, outcome: "several-files" }]);
  expect(refused).toMatch(
    /Last mail, [^<]*, from @a\.example: Refused: more than one file attached\./,
  );
  expect(refused.indexOf("Last mail, ")).toBeLessThan(refused.indexOf("Files by mail"));
  expect(await seen(85, [{ ...mail, at, outcome: "taken" }])).toContain("File read.");
  expect(await seen(86, [{ ...mail, at: at - 8 * 86_400_000, outcome: "taken" }])).not.toContain(
    "Last mail, ",
  );
});

test("the address, and that nobody may send yet", async () => {
  const { world, id, text } = await shown(DOMAIN, "203.0.113.81", { senders: {}, mails: [] });
  expect(text).toContain(await intakeAddress(world.deps.config.encryptionKeys, DOMAIN, id));
  expect(text).toContain("No sender is allowed yet.");
  expect(text).not.toContain("Last mails");
});

test("senders, and the last mails, whose words are anybody's", async () => {
  const { text } = await shown(DOMAIN, "203.0.113.82", {
    senders: { "reports@stripe.com": "stripe", "@klarna.com": "klarna" },
    mails: [
      { at: 0, outcome: "not-signed", from: HOSTILE, times: 3 },
      { at: 0, outcome: "taken", from: "@klarna.com", times: 1 },
    ],
  });
  for (const said of [
    "Allowed senders: reports@stripe.com, @klarna.com.",
    "Refused: no valid signature (DKIM)",
    "(3 times)",
    "File read",
    "&lt;script&gt;alert",
  ])
    expect(text, said).toContain(said);
  expect(text).not.toContain(HOSTILE);
});

test("a deployment without a domain asks no object, and says who can turn it on", async () => {
  const { world, text } = await shown("", "203.0.113.83", { senders: {}, mails: [] });
  expect(text).toContain("This installation takes no files by mail.");
  expect(text).not.toContain("@in.example.com");
  expect(world.tenants.calls.map(({ method }) => method)).not.toContain("payouts.mailIntake");
});
