/** Whose mail it is: only what the platform found signed, by the sender's own domain. */
import { describe, expect, test } from "vitest";
import { intakeAddress, tenantAt } from "../../../src/http/mail-intake/address.ts";
import { listedAs, type MailHeader, senderOf } from "../../../src/http/mail-intake/sender.ts";

const FROM = "reports@stripe.com";
const PASS =
  "mx.cloudflare.net; dkim=pass header.d=stripe.com header.s=s1; spf=pass smtp.mailfrom=x";
const header = (key: string, value: string): MailHeader => ({ key, value });
const mail = (results: readonly string[], before: readonly MailHeader[] = []) => [
  ...before,
  header("received", "from mail.stripe.com by cloudflare-email.net"),
  ...results.map((value) => header("authentication-results", value)),
  header("received", "from inside by mail.stripe.com"),
  header("from", FROM),
];
const kind = (headers: readonly MailHeader[], from: readonly string[] = [FROM]): string =>
  senderOf(headers, from).kind;

test("a mail that its own domain has signed is that sender's", () => {
  expect(senderOf(mail([PASS]), [" Reports@Stripe.com "])).toEqual({
    kind: "signed",
    address: FROM,
  });
});

describe("nobody's are", () => {
  const cases: readonly (readonly [string, readonly MailHeader[], (readonly string[])?])[] = [
    ["one without results", mail([])],
    ["one whose signature fails", mail([PASS.replace("dkim=pass", "dkim=fail")])],
    ["one that only SPF lets pass", mail(["mx.cloudflare.net; spf=pass smtp.mailfrom=x"])],
    ["one that somebody else signed", mail([PASS.replace("stripe.com", "evil.example")])],
    ["one that looks like the domain", mail([PASS.replace("d=stripe.com", "d=notstripe.com")])],
    ["one that looks like the signer", mail([PASS]), ["reports@notstripe.com"]],
    ["one that a top-level domain signed", mail([PASS.replace("d=stripe.com", "d=com")])],
    ["one whose result is of another server", mail([PASS.replace("mx.cloudflare.net", "mx.evil")])],
    [
      "one whose result is of a server whose name begins so",
      mail([PASS.replace("mx.cloudflare.net", "mx.cloudflare.net.evil.example")]),
    ],
    ["one with two results of that name", mail([PASS, PASS])],
    [
      "one whose result came with the mail",
      [
        header("received", "from evil by cloudflare-email.net"),
        header("received", "from evil by evil"),
        header("authentication-results", PASS),
        header("from", FROM),
      ],
    ],
    [
      "one in whose comment it says so",
      mail(["mx.cloudflare.net; none (; dkim=pass header.d=stripe.com)"]),
    ],
    [
      "one whose own quoted address says so",
      mail([
        'mx.cloudflare.net; spf=pass smtp.mailfrom="a; dkim=pass header.d=stripe.com; b"@evil.example',
      ]),
    ],
    [
      "one whose quoted address has a quote of its own",
      mail([
        'mx.cloudflare.net; spf=pass smtp.mailfrom="a\\"; dkim=pass header.d=stripe.com; b"@evil.example',
      ]),
    ],
    [
      "one whose quoted address ends the platform's comment",
      mail([
        'mx.cloudflare.net; spf=pass (domain of "a); dkim=pass header.d=stripe.com; (b"@evil.example)',
      ]),
    ],
    [
      "one that a quoted name of another domain signed",
      mail(['mx.cloudflare.net; dkim=pass header.i="stripe.com"@evil.example']),
    ],
    [
      "one with a comment within its comment",
      mail(["mx.cloudflare.net; none (a (b) ; dkim=pass header.d=stripe.com)"]),
    ],
    [
      "one whose comment has an escaped end",
      mail(["mx.cloudflare.net; none (a \\); dkim=pass header.d=stripe.com)"]),
    ],
    ["one with a comment that isn't closed", mail([`${PASS} (a`])],
    ["one with a quoted string that isn't closed", mail([`${PASS} reason="a`])],
    ["one that names two senders", mail([PASS]), [FROM, "other@stripe.com"]],
    ["one with two lines of senders", mail([PASS], [header("from", "a@evil.example")])],
    ["one that names none", mail([PASS]), []],
    ["one whose sender is no address", mail([PASS]), ["stripe.com"]],
  ];
  for (const [name, headers, from] of cases)
    test(name, () => {
      expect(kind(headers, from)).toBe("unsigned");
    });
});

test("what is quoted, or a comment, doesn't hide a signature", () => {
  const results =
    'mx.cloudflare.net; spf=fail reason="no; record" (a (b) \\) c) smtp.mailfrom="x y"@z.example;' +
    " dkim=pass(2048-bit key)header.i=@stripe.com";
  expect(kind(mail([results]))).toBe("signed");
});

test("a signature of the domain above counts", () => {
  expect(kind(mail([PASS]), ["reports@mail.stripe.com"])).toBe("signed");
});

test("the list names addresses and domains, and nothing that ends alike", () => {
  const senders = { "Reports@stripe.com": "stripe", "@klarna.com": "klarna" };
  expect(listedAs(senders, "reports@stripe.com")?.value).toBe("stripe");
  expect(listedAs(senders, "a@klarna.com")?.listed).toBe("@klarna.com");
  for (const address of ["other@stripe.com", "a@notklarna.com", "a@sub.klarna.com", "klarna.com"])
    expect(listedAs(senders, address)).toBeNull();
  // A row that is neither an address nor "@domain" names nobody.
  for (const address of ["xreports@stripe.com", "a@adyen.com"])
    expect(listedAs({ ...senders, "adyen.com": "adyen" }, address)).toBeNull();
});

describe("a shop's address", () => {
  const key = (id: string) => ({ id, bytes: new Uint8Array(32).fill(id.length) });
  const [one, other] = [key("k"), key("k2")];

  test("is known by each of the keys, and by no other", async () => {
    const address = await intakeAddress([one], "in.example.com", "shop-1");
    expect(address).toMatch(/^shop-1\.[a-z2-9]{16}@in\.example\.com$/);
    const at = (keys: (typeof one)[], to = String(address), domain = "in.example.com") =>
      tenantAt(keys, domain, to);
    expect(await at([other, one])).toBe("shop-1");
    expect(await at([one], String(address).toUpperCase())).toBe("shop-1");
    expect(await at([other])).toBeNull();
    expect(await at([one], String(address).replace("shop-1", "shop-2"))).toBeNull();
    expect(await at([one], String(address), "example.com")).toBeNull();
    expect(await at([one], String(address), "")).toBeNull();
    expect(await at([one], "shop-1@in.example.com")).toBeNull();
  });

  test("isn't there where the deployment takes no mail", async () => {
    expect(await intakeAddress([one], "", "shop-1")).toBeNull();
  });
});
