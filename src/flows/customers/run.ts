/**
 * The customers flow: brings changes of a debtor in Asperion to its customer in eAccounting, with
 * or without orders. One job per debtor, always on freshly fetched data; and one that searches for
 * debtors that no webhook reported.
 *
 * It never deletes a customer, makes one inactive, or turns a company into a person. Documents
 * depend on all three, so a person decides them (docs/customers.md).
 */
import { RETRY, VERIFY } from "../../domain/jobs/requested-actions.ts";
import { listedDebtor } from "../../domain/jobs/listed.ts";
import type { Debtor } from "../../domain/orders/order.ts";
import { debtorIdentity, emailIdentity, type FoundCustomer } from "../../domain/parties/party.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { loadLists } from "../ledger-lists.ts";
import { findOrCreateCustomer, isPartyCurrent } from "../parties/find-or-create.ts";
import { planDebtor } from "../parties/plan-debtor.ts";
import { fetchDebtor } from "../parties/pull-debtor.ts";
import type { FlowEnd, FlowPorts, LedgerLists, MemoryPort } from "../port.ts";
import { hashOf } from "../settlement.ts";
import { sweepDebtors } from "./sweep.ts";

const KEY = /^debtor:(\d+)$/;

export async function runCustomers(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  if (!ports.settings.customers.enabled)
    return ok(end("skipped", null, [reason("flow-off", { key: ports.key })]));
  const id = KEY.exec(ports.key)?.[1];
  return id === undefined ? sweepDebtors(ports) : oneDebtor(ports, Number(id));
}

const end = (
  outcome: FlowEnd["outcome"],
  label: string | null,
  reasons: readonly Reason[],
): FlowEnd => ({ outcome, reasons, label, figures: null });

async function oneDebtor(ports: FlowPorts, id: number): Promise<Result<FlowEnd, Failure>> {
  const { settings } = ports;
  if (settings.orders.collectiveDebtors.includes(id))
    return ok(end("skipped", String(id), [reason("debtor-stands-for-guests", { debtor: id })]));
  if (id === settings.stock.correctionDebtor)
    return ok(end("skipped", String(id), [reason("debtor-of-corrections", { debtor: id })]));
  const fetched = await fetchDebtor(ports, id);
  if (!fetched.ok) return fetched.error.kind === "not-found" ? deleted(ports, id) : fetched;
  const debtor = fetched.value;
  ports.person(debtorIdentity(id));
  if (debtor.email !== null) ports.person(emailIdentity(debtor.email));
  ports.listed(listedDebtor(debtor));
  const ended = await bring(ports, debtor);
  return ended.ok ? ok({ ...ended.value, label: debtor.customerNumber ?? String(id) }) : ended;
}

/** The customer is read, though the shop says nothing new of it. A person's resync is a retry. */
const LOOKS: ReadonlySet<string> = new Set([RETRY, VERIFY]);

async function bring(given: FlowPorts, debtor: Debtor): Promise<Result<FlowEnd, Failure>> {
  const loaded = await withLists(given);
  if (!loaded.ok) return loaded;
  const { ports, company } = loaded.value;
  const { settings, lists } = ports;
  const linkSource = String(debtor.id);
  const resolved = await ports.resolve({ linkSource, skus: [] });
  if (!resolved.ok) return resolved;
  const { link } = resolved.value;
  const plan = (there: FoundCustomer | null) =>
    planDebtor({
      debtor,
      settings,
      ledger: {
        company,
        terms: lists.terms,
        deliveryMethods: lists.deliveryMethods,
        currencies: lists.currencies,
      },
      there,
    });
  const planned = plan(null);
  const blocked = debtor.blocked
    ? [reason("debtor-blocked", { debtor: debtor.id, customer: link?.customer.id ?? null })]
    : [];
  if (!planned.ok) return ok(end("held", null, [...planned.error, ...blocked]));
  const { party, fields, label } = planned.value;
  ports.note("plan", "customer", { party, fields, label, reasons: planned.value.reasons });
  // Of the plan, not of the debtor's data: another setting is another plan.
  const { changedByPerson } = settings.customers;
  const text = JSON.stringify([fields, party.kindBy === "unsaid", label, changedByPerson]);
  const fingerprint = `debtor:${await hashOf(text)}`;
  const wanted = {
    party,
    linkSource,
    fingerprint,
    update: true,
    currency: null,
    lastWins: true,
    again: ports.eventTypes.some((type) => LOOKS.has(type)),
    make: settings.customers.create && !debtor.blocked,
    plan: (there: FoundCustomer | null) => (there === null ? planned : plan(there)),
  };
  if (link !== null && isPartyCurrent(link, wanted))
    return ok(
      end("skipped", null, [reason("customer-known", { customer: link.customer.id }), ...blocked]),
    );
  const answer = await findOrCreateCustomer(ports, wanted);
  if (!answer.ok) return answer;
  return ok(
    end(outcomeOf(answer.value, settings.trial), null, [...answer.value.reasons, ...blocked]),
  );
}

function outcomeOf(
  { kind, reasons }: { readonly kind: "customer" | "held"; readonly reasons: readonly Reason[] },
  trial: boolean,
): FlowEnd["outcome"] {
  const has = (...codes: readonly Reason["code"][]): boolean =>
    reasons.some(({ code }) => codes.includes(code));
  if (has("customer-not-made")) return "skipped";
  if (kind === "held") return "held";
  if (has("customer-email-taken")) return "needs-attention";
  return !trial && has("customer-created", "customer-updated", "customer-found")
    ? "updated"
    : "skipped";
}

async function deleted(ports: MemoryPort, id: number): Promise<Result<FlowEnd, Failure>> {
  const resolved = await ports.resolve({ linkSource: String(id), skus: [] });
  if (!resolved.ok) return resolved;
  return ok(
    end("skipped", String(id), [
      reason("debtor-deleted", { debtor: id, customer: resolved.value.link?.customer.id ?? null }),
    ]),
  );
}

type Ready = { readonly ports: FlowPorts; readonly company: NonNullable<LedgerLists["company"]> };

async function withLists(ports: FlowPorts): Promise<Result<Ready, Failure>> {
  const { company } = ports.lists;
  if (company !== null && ports.lists.terms.length > 0) return ok({ ports, company });
  const loaded = await loadLists(ports);
  if (!loaded.ok) return loaded;
  if (loaded.value.company === null)
    throw new Error("look-ups were loaded without the company's settings");
  return ok({ ports: { ...ports, lists: loaded.value }, company: loaded.value.company });
}
