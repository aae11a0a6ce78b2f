/** English words: calls of a vendor that failed, and what the engine itself has to say. */
import { NOTHING_TO_DO, type ReasonWords, say, vendorName, when, words } from "./words.ts";

const BY_ITSELF = "Nothing has to be done: it goes on by itself.";

export const failures = {
  "rejected-by-vendor": words(
    (p) =>
      `${vendorName(p["vendor"])} refused it${when(p["code"], (c) => ` (code ${c})`)}${when(p["fields"], (f) => `; fields: ${f}`)}. Its own words stand with the job's answer.`,
    "Correct what the answer names, in Asperion or in the settings, then press Retry with the newest settings.",
  ),
  "rate-limited": words(
    (p) =>
      `${p["vendor"] === undefined ? "The vendor" : vendorName(p["vendor"])} takes no more calls for the moment${when(p["endpoint"], (e) => ` (${e})`)}.`,
    BY_ITSELF,
  ),
  "needs-login": words(
    (p) =>
      `${vendorName(p["vendor"])} doesn't accept the connection's login any more. Nothing is lost: orders wait.`,
    "Connect again. What waited is then done in its order.",
  ),
  "no-access": words(
    (p) =>
      `${vendorName(p["vendor"])} gives no access to ${say(p["capability"])}${when(p["code"], (c) => ` (code ${c})`)}. Other work goes on.`,
    "Check the subscription, the modules and the rights of the user who connected; then connect again.",
  ),
  "company-blocked": words(
    (p) =>
      `eAccounting takes nothing for this company at the moment${when(p["code"], (c) => ` (code ${c})`)}.`,
    "Sign in to eAccounting: finish its start-up guide, or check whether the company and its subscription are active. Then resume.",
  ),
  "wrong-administration": words(
    (p) =>
      `Asperion answered from administration ${say(p["got"])} in place of ${say(p["expected"])}. Nothing was written.`,
    "Connect Asperion again for the right administration. If it happens again, ask for help: no order must go into the wrong books.",
  ),
  "wrong-company": words(
    (p) =>
      `The login belongs to the eAccounting company ${say(p["got"])} in place of ${say(p["expected"])}. It was refused before anything was written.`,
    "Connect again and choose the right company.",
  ),
  "contract-broken": words(
    (p) =>
      `${vendorName(p["vendor"])} answered in a form that isn't known${when(p["path"], (path) => ` (${path})`)}. Nothing was guessed.`,
    "Ask for help: the vendor has probably changed something. Press retry once it is settled.",
  ),
  "vendor-unreachable": words(
    (p) => `${vendorName(p["vendor"])} can't be reached at the moment.`,
    BY_ITSELF,
  ),
  "outcome-unknown": words(
    "A write got no answer, so it isn't known whether it came through. It is looked up before anything is sent again.",
    "Nothing has to be done for now: it is looked up several times by itself.",
  ),
  "not-found-at-vendor": words(
    (p) => `${vendorName(p["vendor"])} doesn't have ${say(p["what"])} (any more).`,
    "Check whether it was deleted, then press retry or skip.",
  ),
} satisfies Record<string, ReasonWords>;

export const engine = {
  poison: words(
    (p) =>
      `This job broke off ${when(p["claims"], (n) => `${n} times`) || "several times"} without an end and was put aside, so that it stops nothing else.`,
    "Press retry once. If it is put aside again, ask for help.",
  ),
  "planning-died": words(
    "Working this order out failed twice by an error of this product. It was put aside, so that it stops nothing else.",
    "Ask for help with this job's id. Nothing was written for it.",
  ),
  "planned-settings-unusable": words(
    (p) =>
      `It was to be worked out with settings version ${say(p["version"])} once more, and that version can't be used any more: it doesn't go together with the stock flow as it is set now, or another release stored it. Nothing was written.`,
    "Press Retry with the newest settings.",
  ),
  "tenant-paused": words(
    (p) =>
      `Everything is paused${when(p["note"], (n) => ` (${n})`)}. Orders are taken in and wait.`,
    "Press resume; what waited is then done in its order.",
  ),
  "capability-paused": words(
    (p) =>
      `This part is paused because access to ${say(p["capability"])} was refused. Other work goes on.`,
    "Give access again (see the alert), then resume.",
  ),
  "lookups-read-anew": words(
    "What is known of eAccounting (accounts, VAT, terms and the like) may be out of date. It is being read again; then this is planned once more.",
    BY_ITSELF,
  ),
  "waiting-for-party": words(
    "Another order of the same customer is being worked on; this one waits for it, so that the customer isn't made twice.",
    BY_ITSELF,
  ),
  "in-doubt-needs-person": words(
    (p) =>
      `It couldn't be settled by itself whether a write came through${when(p["marker"], (m) => ` (marker ${m})`)}.`,
    "Search eAccounting for the marker. If the document is there, link it here; if not, press retry.",
  ),
  "tenant-not-connected": words(
    (p) => `${vendorName(p["vendor"])} isn't connected yet. Orders are taken in and wait.`,
    "Connect it; what waited is then done in its order.",
  ),
  "looked-up-before-first-write": words(
    "Before the first write for this order, eAccounting was searched for documents that an earlier set-up may have made.",
    NOTHING_TO_DO,
  ),
  "trial-mode": words(
    "Trial mode: everything was worked out and shown, nothing was written.",
    "Switch trial mode off in the settings to go live.",
  ),
  "company-claimed": words(
    (p) =>
      `Another installation already keeps this eAccounting company in step (claim ${say(p["claim"])}). Two would book every order twice.`,
    "Stop the other installation and delete its customer label in eAccounting, then run set-up again.",
  ),
  "own-article-taken": words(
    (p) =>
      `The article number ${say(p["number"])} is taken in eAccounting by an article that doesn't fit (other coding, inactive or a stock article).`,
    "Give that article another number in eAccounting, or correct its coding; then run set-up again.",
  ),
} satisfies Record<string, ReasonWords>;
