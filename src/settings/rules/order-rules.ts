/**
 * The rules of one order, worked out once however often its documents are planned, and all within
 * one budget: an order with its parts can't hold a Worker longer than its steps allow.
 */
import type { MappedField } from "../../domain/ledger/mapped.ts";
import type { Order, OrderLine } from "../../domain/orders/order.ts";
import type { Result } from "../../domain/result.ts";
import { applyRules, Budget, type MapFault } from "./apply.ts";
import { type Mapping, readyRules } from "./compile.ts";
import { lineRecord, orderRecord } from "./sources.ts";

type Fields = Result<readonly MappedField[], MapFault>;

export class OrderRules {
  readonly budget: Budget;
  /** By mapping and order object: a plan uses what was fetched, which doesn't change. */
  readonly #done = new WeakMap<Mapping, WeakMap<Order, Map<string, Fields>>>();

  constructor(budget: Budget = new Budget()) {
    this.budget = budget;
  }

  head(mapping: Mapping, order: Order): Fields {
    return this.#once(mapping, order, "head", () =>
      applyRules(readyRules(mapping, "orders.head"), orderRecord(order), this.budget),
    );
  }

  /** `textAlone`: a row without an article takes nothing but a text. */
  row(mapping: Mapping, order: Order, line: OrderLine, textAlone: boolean): Fields {
    return this.#once(mapping, order, `${line.lineNumber}${textAlone ? " text" : ""}`, () => {
      const all = readyRules(mapping, "orders.rows");
      const rules = textAlone ? all.filter(({ target }) => target.name === "Text") : all;
      return applyRules(rules, lineRecord(orderRecord(order), line), this.budget, line.lineNumber);
    });
  }

  #once(mapping: Mapping, order: Order, what: string, work: () => Fields): Fields {
    const orders = this.#done.get(mapping) ?? new WeakMap<Order, Map<string, Fields>>();
    this.#done.set(mapping, orders);
    const known = orders.get(order) ?? new Map<string, Fields>();
    orders.set(order, known);
    const made = known.get(what) ?? work();
    known.set(what, made);
    return made;
  }
}
