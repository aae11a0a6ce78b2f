/** What waits for a person, with what can be done with several things at once. */
import { countEn } from "../plurals.ts";
import type { Translated } from "../words.ts";

export const en = {
  title: "Needs attention",
  of: (tenant: string) => `Needs attention: ${tenant}`,
  lead: "What was held, refused, put aside or is in doubt, with why and what to do. The longest open stands first. Whatever is settled leaves this list by itself.",
  nothing: "Nothing waits for a person.",
  what: "What",
  why: "Why",
  todo: "What to do",
  since: "Changed",
  choose: (name: string) => `Choose ${name}`,
  all: "Tick what you want to deal with, then press a button.",
  retry: "Retry",
  retryNewest: "Retry with the newest settings",
  retryHint: "Each is read again and worked out with the settings as they are now.",
  asPlannedHint:
    "Each is read again and worked out with the settings that it was planned with: an older version stands with its line. Whatever was stopped or limited since stays so, and the company is the one of now.",
  plannedWith: (version: string, day: string) =>
    `Planned with settings version ${version} of ${day}`,
  skip: "Skip",
  note: "Why it is skipped",
  noteHint: "Stays with each of them. Documents that are in eAccounting already stay as they are.",
  noneChosen: "Nothing was ticked. Tick at least one line.",
  noNote: "Say why: the reason stays with what is skipped.",
  retried: (count: number) => `${countEn(count, "job was", "jobs were")} sent on the way again.`,
  skipped: (count: number) => `${countEn(count, "job was", "jobs were")} skipped.`,
  refused: (count: number) =>
    `${countEn(count, "job", "jobs")} could not be taken, mostly as something runs or is being looked up: try those again in a moment. Where an older version of the settings can't be used any more, take the newest.`,
  next: "Next page",
  first: "First page",
};

export type AttentionWords = Translated<typeof en>;
