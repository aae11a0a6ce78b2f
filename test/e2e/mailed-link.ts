/** The newest link that was mailed to somebody. */
import { expect } from "vitest";
import type { Bridge } from "../support/bridge.ts";

export async function mailedLink(bridge: Bridge, email: string): Promise<string> {
  const world = (await (
    await bridge.fetch("/_test/world", { method: "PUT", body: "{}" })
  ).json()) as { readonly mails: readonly { readonly to: string[]; readonly text: string }[] };
  const mail = world.mails.findLast(({ to }) => to.includes(email));
  const link = /^https?:\/\/\S+\/admin\/welcome\/\S+$/m.exec(mail?.text ?? "")?.[0];
  expect(link, `a link mailed to ${email}`).toBeDefined();
  return link ?? "";
}
