/** What a person may do to one order, customer, article or run of stock: one row an action. */
import type { JobAction } from "../../../usecases/jobs/job-action.ts";
import { type ListName, LISTS } from "../list/filters.ts";
import { isOne } from "./job-action-preview.tsx";

type ByList<Of> = Of | Readonly<Record<ListName, Of>>;

type Field = readonly [name: string, value: string];

type ActionFacts = {
  /** As the address of its sheet ends. One that shares it differs by its fields. */
  readonly path: string;
  /** As the address of the thing's page tells what was done. */
  readonly done: ByList<string>;
  /** Whose things are tried so. */
  readonly lists: readonly ListName[];
  readonly title: string;
  readonly button: ByList<string>;
  /** In its form and its address. `code`: of the shop's article that is to be linked. */
  readonly fields: (code: string) => readonly Field[];
};

const none = (): readonly Field[] => [];

const ACTIONS = {
  retry: {
    path: "retry",
    done: "retried",
    lists: LISTS,
    title: "orders.sheet.retry",
    button: "orders.actions.retry",
    fields: none,
  },
  planned: {
    path: "retry",
    done: "retried-as-planned",
    lists: LISTS,
    title: "orders.sheet.retry",
    button: "orders.sheet.retryPlanned",
    fields: () => [["settings", "planned"]],
  },
  resync: {
    path: "resync",
    done: "resynced",
    lists: LISTS,
    title: "orders.sheet.resync",
    button: "orders.actions.resync.button",
    fields: none,
  },
  "book-again": {
    path: "book-again",
    done: "booked-again",
    lists: ["orders"],
    title: "orders.sheet.bookAgain",
    button: "orders.actions.bookAgain.button",
    fields: none,
  },
  "undo-skip": {
    path: "undo-skip",
    done: "skip-undone",
    lists: LISTS,
    title: "orders.sheet.undoSkip",
    button: "orders.actions.undoSkip.button",
    fields: none,
  },
  link: {
    path: "link",
    done: "article-linked",
    lists: ["products"],
    title: "manualLinks.linkSheet.title",
    button: "manualLinks.article.link",
    fields: (code) => [["code", code]],
  },
  unlink: {
    path: "unlink",
    done: {
      orders: "unlinked",
      customers: "customer-unlinked",
      products: "article-unlinked",
      stock: "unlinked",
    },
    lists: ["orders", "customers", "products"],
    title: "orders.sheet.unlink",
    button: {
      orders: "manualLinks.unlink",
      customers: "manualLinks.debtor.unlink",
      products: "manualLinks.article.unlink",
      stock: "manualLinks.unlink",
    },
    fields: none,
  },
} as const satisfies Readonly<Record<JobAction, ActionFacts>>;

/** A run of a whole flow is run again; a resync is of one thing. */
const RUN_AGAIN = {
  title: "orders.sheet.runAgain",
  button: "orders.actions.runAgain.button",
} as const;

const isRunAgain = (action: JobAction, key: string): boolean =>
  action === "resync" && !key.startsWith("order:") && !isOne(key);

/** Those with a sheet at an address of their own. */
export const SHEETS = ["retry", "resync", "book-again", "undo-skip", "link", "unlink"] as const;

export const pathOf = (action: JobAction): string => ACTIONS[action].path;

export function isTriedIn(list: ListName, action: JobAction): boolean {
  const { lists }: ActionFacts = ACTIONS[action];
  return lists.includes(list);
}

/** As the address of the thing's page tells what was done. */
export function doneAs(list: ListName, action: JobAction): string {
  const { done }: ActionFacts = ACTIONS[action];
  return typeof done === "string" ? done : done[list];
}

/** The fields of the sheet's form, besides its mark. */
export const fieldsOf = (action: JobAction, code: string): readonly Field[] =>
  ACTIONS[action].fields(code);

/** `key`: the job's. */
export const titleOf = (action: JobAction, key: string) =>
  isRunAgain(action, key) ? RUN_AGAIN.title : ACTIONS[action].title;

/** What the sheet's button says. `key`: the job's. */
export function buttonOf(list: ListName, action: JobAction, key: string) {
  if (isRunAgain(action, key)) return RUN_AGAIN.button;
  const { button } = ACTIONS[action];
  return typeof button === "string" ? button : button[list];
}
