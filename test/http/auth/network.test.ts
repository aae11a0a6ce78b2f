import { expect, test } from "vitest";
import { networkOf } from "../../../src/http/auth/network.ts";

test.each([
  ["2001:db8::1:0:0:1", "2001:db8:0:0"],
  ["2001:db8::e:0:0:1", "2001:db8:0:0"],
  ["2001:db8:0:0:1:0:0:1", "2001:db8:0:0"],
  ["2001:0DB8:0000:0000:ffff::", "2001:db8:0:0"],
  ["2001:db8:0:1::1", "2001:db8:0:1"],
  ["2001:db8:1::", "2001:db8:1:0"],
  ["::1", "0:0:0:0"],
  ["64:ff9b::192.0.2.1", "64:ff9b:0:0"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["192.0.2.1", "192.0.2.1"],
  ["", ""],
])("%s is of %s", (address, network) => expect(networkOf(address)).toBe(network));
