/**
 * Whether people are told of alerts, a test of it, and the secret that signs webhooks to the
 * outside.
 */
import { countEn } from "../plurals.ts";
import type { Translated } from "../words.ts";

export const en = {
  title: "Whether it arrives",
  lead: "What was saved above counts. A test goes to every address at once.",
  mail: "E-mail",
  webhook: "Webhook",
  noMail: "This installation can't send e-mail: whoever runs it has to switch that on.",
  canMail: "This installation can send e-mail.",
  noSecret: "There is no secret yet: webhooks go out once there is one.",
  hasSecret: "Webhooks are signed with the secret that was made last. It isn't shown again.",
  waiting: (count: number) => `${countEn(count, "notice is", "notices are")} on the way.`,
  givenUp: (channel: string, count: number) =>
    `${channel}: ${countEn(count, "notice", "notices")} didn't arrive within a day.`,
  lastFault: "The last that didn't arrive at once said:",
  unknown: "How it goes can't be told at the moment. Try again in a moment.",
  test: "Send me a test",
  make: "Make a secret",
  another: "Make another secret",
  rotate: "The one before doesn't sign any more, from that moment on.",
  byOperator: "An operator makes the secret.",
  newTitle: "Secret of webhooks to you",
  newWhat:
    "Check the signature of every webhook with it, as Standard Webhooks says (webhook-id, webhook-timestamp, webhook-signature). It is shown this once.",
  newHelp: "Give it to whoever receives the webhooks, then send yourself a test.",
};

export type NoticesWords = Translated<typeof en>;
