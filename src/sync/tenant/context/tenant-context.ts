/** What every part of the tenant's object works with. */
import type { Chat } from "../../../domain/users/chat.ts";
import type { Clock } from "../../../domain/platform/clock.ts";
import type { HttpFault, HttpRequest } from "../../../domain/vendors/http.ts";
import type { SearchAnswer } from "../../../domain/ledger/names.ts";
import type { VendorAnswer, VendorRequest } from "../../../domain/vendors/request.ts";
import type { Result, Failure } from "../../../domain/result.ts";
import type { Timings } from "../../../env.ts";
import type { AuditRow } from "../../../store/audit.ts";
import type { ProjectionRow } from "../../../store/projection.ts";
import type { FileStore } from "../../../store/files.ts";
import type { Keyring } from "../../../store/seal.ts";
import type { AccessToken, GateRpc } from "../../contract/runs.ts";
import type { IntakeBatches } from "./intake-batches.ts";
import type { Slots } from "./slots.ts";
import type { Renew, Vault } from "./vault.ts";

/** A queue message is only a wake-up: it may be lost, doubled or late without harm. */
export type WakeUp = { readonly v: 1; readonly tenantId: string; readonly jobId: string };

export type TenantDeps = {
  readonly clock: Clock;
  readonly timings: Timings;
  readonly keyring: () => Promise<Keyring>;
  readonly renew: Renew;
  /** The gate with the slots of this eAccounting client. */
  readonly gate: (client: string) => GateRpc;
  readonly wake: (messages: readonly WakeUp[]) => Promise<void>;
  readonly project: (tenantId: string, rows: readonly ProjectionRow[]) => Promise<void>;
  /** Tells the registry the key that seals this tenant: it may not leave the configuration. */
  readonly noteKey: (tenantId: string, keyId: string) => Promise<void>;
  /** Sends a mail; `null`: this deployment has no way to. */
  readonly mail: ((to: readonly string[], subject: string, text: string) => Promise<void>) | null;
  /** The store of settlement files; `null`: this deployment has none. */
  readonly files: Pick<FileStore, "drop"> | null;
  /** Sends a webhook of ours to where a tenant wants it. */
  readonly post: (request: HttpRequest) => Promise<Result<VendorAnswer, HttpFault>>;
  /** Makes one read of a vendor from within the object; the caller has its slot. */
  readonly ask: (
    request: VendorRequest,
    token: AccessToken,
    administrationId: number,
  ) => Promise<Result<VendorAnswer, Failure>>;
  /** Returns the chat address for this tenant's messages; `null`: none, or no key opens it. */
  readonly chatAddress: (tenantId: string, chat: Chat) => Promise<string | null>;
  /** Rows of the tenant's audit log behind a row, the oldest first. */
  readonly auditAfter: (tenantId: string, afterId: number, limit: number) => Promise<AuditRow[]>;
  readonly publicUrl: string;
  /** Until when this tenant's next sweep must have begun; `null`: none is to. */
  readonly noteDeadline: (tenantId: string, deadline: number | null) => Promise<void>;
  /** The mail service refuses this address since then, ms; `null`: it took a mail again. */
  readonly noteBounced: (address: string, since: number | null) => Promise<void>;
  /** No record of this tenant's object is sealed under other keys any more. */
  readonly forgetKeys: (tenantId: string, keptKeyId: string) => Promise<void>;
};

export type TenantContext = {
  readonly sql: SqlStorage;
  readonly deps: TenantDeps;
  readonly vault: Vault;
  readonly slots: Slots;
  readonly intakeBatches: IntakeBatches;
  /** By job: the result of a search, until the waiting person has it. */
  readonly found: Map<string, SearchAnswer>;
  /** Closes the sockets of pages whose sessions ended. */
  endSockets(sessions: readonly string[]): void;
  /** Size of the object's database. */
  bytes(): number;
  /** Runs `work` as one transaction, which is rolled back if it throws. It must not await. */
  atomically<T>(work: () => T): T;
  readonly now: () => number;
  readonly tenantId: () => string;
  /** Something changed that the alarm or the pump should know of. */
  wake(): void;
  /** Makes sure that the alarm comes; nothing has to be woken now. */
  soon(): void;
  /** Runs what is due, as the alarm does. */
  tick(): Promise<void>;
  nextAlarm(): Promise<number | null>;
  /**
   * Runs a job within the object itself: set-up and dry runs, which a person waits for. `sample`:
   * what was posted for it.
   */
  runHere(jobId: string, sample: unknown): Promise<void>;
};
