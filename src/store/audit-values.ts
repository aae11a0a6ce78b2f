/**
 * The values before and after a change that the audit log keeps: ids, names, and a few fixed
 * phrases. All phrases are declared here, so that pages can show each in the reader's language.
 */
export const versionValue = (version: number): string => `version ${version}`;

/** `null`: none is chosen yet. */
export const administrationValue = (administrationId: number | null): string =>
  administrationId === null ? "no administration yet" : `administration ${administrationId}`;

/** Who may sign in, where, and as what. `null`: an operator. */
export const accountValue = (email: string, tenantId: string | null, role: string): string =>
  tenantId === null ? `${email}, all tenants` : `${email}, ${tenantId} as ${role}`;

/** By its id: its number isn't known. */
export const orderValue = (orderId: number): string => `order id ${orderId}`;

/** By Asperion's number. */
export const orderNamed = (number: string): string => `order ${number}`;

export const lastOrdersValue = (count: number): string => `the last ${count} orders`;

/** The first day on which orders were live. */
export const firstDayValue = (): string => "the first day";

export const runPreviewValue = (flow: string): string => `a run of ${flow}`;

export const postedOrderValue = (): string => "a posted order";

/** `dryRunId`: of the dry run that was looked at before; `null`: this is one. */
export const pastOrdersValue = (from: string, to: string, dryRunId: string | null): string =>
  `${from} to ${to}${dryRunId === null ? ", dry run" : `, after dry run ${dryRunId}`}`;

/** `job`: as `orderNamed` has it, else its id. */
export const documentValue = (
  job: string,
  what: string,
  number: string,
  confirmed: boolean,
): string => `${job} → ${what} ${number}${confirmed ? ", confirmed" : ""}`;

export const linkValue = (kind: string, target: string): string => `${kind} → ${target}`;

/** With which settings a job goes again. */
export const retryValue = (job: string, version: number, asPlanned: boolean): string =>
  `${job}, settings version ${version} (${asPlanned ? "as planned" : "the newest"})`;

/** Jobs that go again together; `of`: what they waited for, where it was one thing. */
export const heldValue = (
  count: number,
  of: { readonly cause: string; readonly thing: string } | null,
): string =>
  of === null ? `${count} on hold` : `${count} on hold (${of.cause}${of.thing && ` ${of.thing}`})`;

/** Chosen jobs that go on together; `names`: numbers of their orders, as far as they are known. */
export const chosenValue = (count: number, names: readonly string[]): string =>
  names.length === 0
    ? heldValue(count, null)
    : `${count} on hold: ${names.slice(0, MOST_NAMES).join(", ")}`;

/** A row of the log stays short. */
const MOST_NAMES = 20;

/** Which job was skipped: why stands with the job, and not here. */
export const skippedValue = (job: string, jobId: string): string =>
  job === jobId ? job : `${job}, job ${jobId}`;

/** A tool that an agent called; `about`: an order, a month or a setting, where it is known. */
export const toolValue = (tool: string, about: string | null): string =>
  about === null ? `tool ${tool}` : `tool ${tool}: ${about}`;

/** A thing that is known by its name, and by its id where two have the same one. */
export const namedValue = (name: string, id: string): string => `${name} (${id})`;

/** What was asked for, and why nothing came of it: a word for programs. */
export const refusedValue = (asked: string, why: string): string => `${asked}; refused: ${why}`;
