/**
 * The spans of one order, from its webhook to its comparison, as the real runtime tells them to a
 * tail; and what stands in them and in the logs.
 */
import { beforeAll, expect, test } from "vitest";
import { type TracedOrder, traceOrder } from "../../scripts/spans/order.ts";
import { around, isOurs, isTraced } from "../../scripts/local/spans.ts";

/** Of the demo's first order: its buyer, his address, and what he wrote. */
const WORDS = ["inkop", "fjallbutiken", "Fjäll", "Östersund", "831 31", "556012-5790", "PO 4711"];

let order: TracedOrder;
beforeAll(async () => {
  order = await traceOrder();
});

const found = (lines: readonly string[], words: readonly string[]): readonly string[] =>
  words.filter((word) =>
    lines.some((line) => line.includes(word) || line.includes(encodeURIComponent(word))),
  );

/** As `observability.redact_query_string` has it: addresses without what follows the question mark. */
const redacted = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => line.replaceAll(/(https?:[^"?\\]*)\?[^"\\]*/g, "$1"));

/** The requests by which this test itself looks at the job carry the admin token in a header. */
const ofTheOrder = (): readonly string[] =>
  order.lines.filter((line) => !isTraced(line) || line.includes(order.spans[0]?.trace ?? ""));

test("each part of an order's way is a span, within the one that caused it", () => {
  const { spans, outcome } = order;
  const ours = spans.filter(isOurs);
  const tree = ours.map((span) => `${span.name} in ${around(span, spans)?.name ?? "the request"}`);
  expect(outcome).toBe("booked");
  expect(tree).toEqual([
    "webhook.accept in the request",
    "job.run in the request",
    "vendor.read in job.run",
    "vendor.read in job.run",
    "vendor.read in job.run",
    "vendor.write in job.run",
    "vendor.write in job.run",
    "job.compare in job.run",
    "vendor.write in job.run",
    "job.complete in job.run",
  ]);
});

test("of its tenant's object an order is one request, in whose session all else is asked", () => {
  const requests = order.spans.filter(
    ({ name, attributes }) =>
      name === "invocation jsrpc" && attributes["entrypoint"] === "TenantSync",
  );
  expect(requests).toHaveLength(1);
});

test("spans say which job, which endpoint and how it ended, and nothing else", () => {
  const ours = order.spans.filter(isOurs);
  const [run] = ours.filter(({ name }) => name === "job.run");
  const [accepted] = ours.filter(({ name }) => name === "webhook.accept");
  expect(run?.attributes).toMatchObject({ flow: "orders", via: "dispatch", outcome: "booked" });
  expect(run?.attributes["job"]).toBe(accepted?.attributes["job"]);
  expect(
    ours.flatMap(({ attributes }) =>
      attributes["operation"] === undefined
        ? []
        : [["operation", "method", "endpoint"].map((name) => String(attributes[name])).join(" ")],
    ),
  ).toEqual([
    "customer.create POST /customers",
    "order.create POST /orders",
    "order.confirm POST /orders/{id}/converteddrafttoorder",
  ]);
  const said = ours.map(({ attributes }) => JSON.stringify(attributes));
  expect(found(said, [...WORDS, ...order.secrets])).toEqual([]);
});

test("no log and no span, of the platform's own either, has a buyer's word or a secret once addresses lose their queries", () => {
  expect(ofTheOrder().length).toBeGreaterThan(100);
  expect(order.secrets.length).toBeGreaterThan(4);
  // What is redacted is there: the platform notes the address of a look-up by e-mail.
  expect(found(ofTheOrder(), WORDS)).toEqual(["inkop", "fjallbutiken"]);
  expect(found(redacted(ofTheOrder()), [...WORDS, ...order.secrets])).toEqual([]);
  expect(
    found(
      order.lines.filter((line) => !isTraced(line)),
      WORDS,
    ),
  ).toEqual([]);
});
