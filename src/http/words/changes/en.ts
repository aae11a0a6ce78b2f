/**
 * What was changed, in words: by the action as it is recorded. Who did it, and what it was before
 * and after, as far as that is a word of ours.
 */

/** Every action that is recorded, held to the code by test/http/changes-words.test.ts. */
export const ACTIONS = [
  "tenant.make",
  "tenant.change",
  "tenant.pause",
  "tenant.resume",
  "tenant.set-up",
  "tenant.retire",
  "tenant.import",
  "tenant.import-rows",
  "tenant.export",
  "administration.choose",
  "connect.begin",
  "connect.done",
  "connect.refuse",
  "settings.change",
  "webhook-secret.make",
  "webhook-secret.revoke",
  "webhook-token.on",
  "webhook-token.off",
  "notice-secret.make",
  "notices.test",
  "flow.run",
  "flow.pause",
  "flow.resume",
  "run.cancel",
  "dry-run",
  "back-fill.begin",
  "back-fill.cancel",
  "back-fill.undo",
  "reconciliation.run",
  "job.retry",
  "job.resync",
  "job.book-again",
  "job.undo-skip",
  "connection.check",
  "job.skip",
  "job.skipped",
  "job.link",
  "job.linked",
  "job.unlink",
  "job.unlinked",
  "job.refused",
  "link.put",
  "link.made",
  "link.delete",
  "link.gone",
  "user.make",
  "user.link",
  "user.password",
  "user.language",
  "user.end",
  "session.begin",
  "session.end",
  "session.revoke",
  "api-token.make",
  "api-token.revoke",
  "person.export",
  "person.erase",
  "re-encrypt",
] as const;

export type ChangesWords = {
  readonly actions: Readonly<Record<(typeof ACTIONS)[number], string>>;
  readonly actors: Readonly<Record<"admin-token" | "operator" | "api", string>>;
  readonly states: Readonly<Record<"active" | "paused" | "retired", string>>;
  readonly version: (version: string) => string;
  readonly administration: (administration: string) => string;
  readonly lastOrders: (count: string) => string;
  readonly days: (from: string, to: string) => string;
  readonly dryRun: string;
  readonly noAdministration: string;
  readonly allTenants: string;
  readonly order: (order: string) => string;
  readonly orderId: (id: string) => string;
  /** For a dry run: an order that was handed over with the request. */
  readonly postedOrder: string;
  readonly afterDryRun: (dryRun: string) => string;
  /** What is linked by hand. */
  readonly kinds: Readonly<
    Record<"order" | "invoice-draft" | "invoice" | "voucher" | "customer" | "article", string>
  >;
  /** Linked although something differs. */
  readonly confirmed: string;
  /** Asked for and not done. */
  readonly refused: string;
  readonly whyNot: Readonly<
    Record<
      | "not-found"
      | "differs"
      | "later"
      | "elsewhere"
      | "kind-differs"
      | "ambiguous"
      | "own-document"
      | "order-has-document"
      | "order-busy"
      | "running"
      | "not-an-order"
      | "not-skipped"
      | "in-doubt"
      | "not-linked"
      | "has-credits"
      | "unknown-job",
      string
    >
  >;
  /** With which version of the settings a job goes again. */
  readonly asPlanned: (version: string) => string;
  readonly withNewest: (version: string) => string;
};

export const en: ChangesWords = {
  actions: {
    "tenant.make": "Tenant made",
    "tenant.change": "Name or language changed",
    "tenant.pause": "Everything stopped",
    "tenant.resume": "Everything resumed",
    "tenant.set-up": "Set-up run",
    "tenant.retire": "Tenant retired",
    "tenant.import": "Tenant taken over from another installation",
    "tenant.import-rows": "Data of another installation taken in",
    "tenant.export": "Data given away",
    "administration.choose": "Administration chosen",
    "connect.begin": "Connecting begun",
    "connect.done": "Connected",
    "connect.refuse": "Sign-in not confirmed",
    "settings.change": "Settings changed",
    "webhook-secret.make": "Webhook secret made",
    "webhook-secret.revoke": "Webhook secret revoked",
    "webhook-token.on": "Webhooks without a signature allowed",
    "webhook-token.off": "Webhooks without a signature refused",
    "notice-secret.make": "Secret for notifications made",
    "notices.test": "Test of notifications sent",
    "flow.run": "Flow run by hand",
    "flow.pause": "Flow stopped",
    "flow.resume": "Flow resumed",
    "run.cancel": "Long run cancelled",
    "dry-run": "Dry run",
    "back-fill.begin": "Past orders: begun",
    "back-fill.cancel": "Past orders: cancelled",
    "back-fill.undo": "Past orders: taken back",
    "reconciliation.run": "Comparison run by hand",
    "job.retry": "Retry asked for",
    "job.resync": "Resync asked for",
    "job.book-again": "Booking again asked for",
    "job.undo-skip": "Undoing a skip asked for",
    "connection.check": "Connection checked",
    "job.skip": "Skip asked for",
    "job.skipped": "Skipped",
    "job.link": "Link to the order asked for",
    "job.linked": "Linked to the order",
    "job.unlink": "Unlinking asked for",
    "job.unlinked": "Unlinked",
    "job.refused": "Not done: refused",
    "link.put": "Link of a record asked for",
    "link.made": "Record linked",
    "link.delete": "Unlinking of a record asked for",
    "link.gone": "Record unlinked",
    "user.make": "Account made",
    "user.link": "Link for a password made",
    "user.password": "Password chosen",
    "user.language": "Own language changed",
    "user.end": "Access ended",
    "session.begin": "Signed in",
    "session.end": "Logged out",
    "session.revoke": "Session ended from elsewhere",
    "api-token.make": "API token made",
    "api-token.revoke": "API token revoked",
    "person.export": "Data of a person handed out",
    "person.erase": "Data of a person erased",
    "re-encrypt": "Encrypted with the newest key",
  },
  actors: { "admin-token": "operator's token", operator: "operator", api: "this product" },
  states: { active: "running", paused: "stopped", retired: "retired" },
  version: (version) => `version ${version}`,
  administration: (administration) => `administration ${administration}`,
  lastOrders: (count) => `the last ${count} orders`,
  days: (from, to) => `${from} to ${to}`,
  dryRun: "dry run",
  noAdministration: "no administration yet",
  allTenants: "all tenants",
  order: (order) => `order ${order}`,
  orderId: (id) => `order id ${id}`,
  postedOrder: "a posted order",
  afterDryRun: (dryRun) => `after dry run ${dryRun}`,
  kinds: {
    order: "sales order",
    "invoice-draft": "draft of an invoice",
    invoice: "invoice",
    voucher: "voucher",
    customer: "customer",
    article: "article",
  },
  confirmed: "confirmed",
  refused: "refused",
  whyNot: {
    "not-found": "not found in eAccounting",
    differs: "something differs, and it wasn't confirmed",
    later: "eAccounting wasn't read in time",
    elsewhere: "it belongs to another order",
    "kind-differs": "one is a credit, the other not",
    ambiguous: "several have this number",
    "own-document": "another document of ours stands for the order",
    "order-has-document": "the order has a document",
    "order-busy": "the order was being worked on",
    running: "it was running",
    "not-an-order": "not an order",
    "not-skipped": "nobody skipped it",
    "in-doubt": "a write was in doubt",
    "not-linked": "no document stood for it",
    "has-credits": "credits of it are booked",
    "unknown-job": "not there",
  },
  asPlanned: (version) => `settings version ${version} (as planned)`,
  withNewest: (version) => `settings version ${version} (the newest)`,
};
