/**
 * Which addresses that somebody typed may be called: public names over https, and nothing that
 * leads inwards.
 */
import { expect, test } from "vitest";
import { addressFault } from "../../src/domain/users/chat.ts";

test.each([
  "https://hooks.shop.nl/alerts",
  "https://hooks.shop.nl/a?token=x",
  "https://shop.co",
  "https://xn--bcher-kva.de/x",
])("%s may be called", (address) => {
  expect(addressFault(address)).toBe(null);
});

test.each([
  "http://hooks.shop.nl",
  "ftp://hooks.shop.nl",
  "javascript:alert(1)",
  "hooks.shop.nl",
  "",
  "https://",
  "https://localhost",
  "https://localhost.",
  "https://a.localhost",
  "https://printer.local",
  "https://db.internal",
  "https://intranet",
  "https://127.0.0.1",
  "https://0x7f000001",
  "https://2130706433",
  "https://0177.0.0.1",
  "https://127.1",
  "https://10.0.0.8",
  "https://169.254.169.254/latest/meta-data",
  "https://192.168.1.1.",
  "https://[::1]",
  "https://[::ffff:10.0.0.1]",
  "https://1.1.1.1",
  "https://user:secret@hooks.shop.nl",
  "https://hooks.shop.nl:8443",
  "https://hooks.shop.nl:22",
  "https://hooks.shop.nl/#x",
  "https://a..b.nl",
  `https://hooks.shop.nl/${"x".repeat(500)}`,
])("%s may not", (address) => {
  expect(addressFault(address)).not.toBe(null);
});
