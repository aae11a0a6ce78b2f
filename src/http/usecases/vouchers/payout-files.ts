/**
 * Stores a settlement file, and returns it: sealed chunk by chunk as it arrives, so that one chunk
 * is in memory.
 */
import { ok } from "../../../domain/result.ts";
import { utf8 } from "../../../domain/platform/text.ts";
import { message } from "../../../messages/message.ts";
import { type AuditValue, namedValue } from "../../../store/audit-values.ts";
import { openChunk, sealChunk } from "../../../store/file-seal.ts";
import { chunkName, filePrefix, type FileStore } from "../../../store/files.ts";
import type { RetainedFile, ReadFile } from "../../../sync/contract/payouts.ts";
import { logFault } from "../../../sync/log.ts";
import { mayOn } from "../../auth/rights.ts";
import type { TenantRequest, EdgeDeps } from "../../deps.ts";
import { audited } from "../audited.ts";
import { callTenant, onAnyTenant, requireAnyTenant } from "../tenant-access.ts";
import { type Answer, forbidden, reject } from "../refusal.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const CHUNK_BYTES = 4 * 1024 * 1024;

/** A file that is being kept. */
export class FileWriter {
  readonly #files: FileStore;
  readonly #key: Bytes;
  readonly #tenantId: string;
  readonly #file: string;
  readonly #sha: { update(bytes: Uint8Array): unknown; digest(as: "hex"): string };
  #pending: Uint8Array[] = [];
  #held = 0;
  #bytes = 0;
  #chunks = 0;

  constructor(
    files: FileStore,
    key: Bytes,
    at: { readonly tenantId: string; readonly file: string },
    sha: { update(bytes: Uint8Array): unknown; digest(as: "hex"): string },
  ) {
    this.#files = files;
    this.#key = key;
    this.#tenantId = at.tenantId;
    this.#file = at.file;
    this.#sha = sha;
  }

  async push(bytes: Uint8Array): Promise<void> {
    this.#sha.update(bytes);
    this.#bytes += bytes.byteLength;
    for (let rest = bytes; rest.byteLength > 0;) {
      const taken = rest.subarray(0, CHUNK_BYTES - this.#held);
      this.#pending.push(taken.slice());
      this.#held += taken.byteLength;
      rest = rest.subarray(taken.byteLength);
      if (this.#held === CHUNK_BYTES) await this.#put();
    }
  }

  /** The last chunk, and what is to be known of the file. */
  async end(name: string): Promise<Omit<ReadFile, "payouts">> {
    if (this.#held > 0) await this.#put();
    const at = { tenantId: this.#tenantId, file: this.#file, chunk: -1 };
    return {
      file: this.#file,
      sha: this.#sha.digest("hex"),
      bytes: this.#bytes,
      chunks: this.#chunks,
      name: await sealChunk(this.#key, utf8(name), at),
    };
  }

  drop(): Promise<void> {
    return this.#files.drop(filePrefix(this.#tenantId, this.#file));
  }

  async #put(): Promise<void> {
    const plain = new Uint8Array(this.#held);
    let at = 0;
    for (const piece of this.#pending) {
      plain.set(piece, at);
      at += piece.byteLength;
    }
    this.#pending = [];
    this.#held = 0;
    const of = { tenantId: this.#tenantId, file: this.#file, chunk: this.#chunks };
    const sealed = await sealChunk(this.#key, plain, of);
    await this.#files.put(chunkName(this.#tenantId, this.#file, this.#chunks), sealed);
    this.#chunks += 1;
  }
}

/** `null`: this deployment keeps no files. */
export async function fileWriterFor(
  deps: EdgeDeps,
  tenantId: string,
  file: string,
): Answer<FileWriter | null> {
  if (deps.files === null) return ok(null);
  const key = await callTenant({ deps, tenantId }, (tenant) =>
    tenant.payouts.beginFile(tenantId, file),
  );
  if (!key.ok) return key;
  if (key.value === null) return notKept();
  const { createHash } = await import("node:crypto");
  return ok(
    new FileWriter(
      deps.files,
      Uint8Array.from(key.value),
      { tenantId, file },
      createHash("sha256"),
    ),
  );
}

/** Runs an action of the bucket; its fault may name what is kept, so it is only logged. */
export async function stored<T>(act: () => Promise<T> | undefined): Answer<T | undefined> {
  try {
    return ok(await act());
  } catch (fault) {
    logFault("file-store-failed", fault);
    return notKept();
  }
}

/** No part of the file is read where it can't be kept. */
const notKept = () => reject(503, "file-not-kept", message("payouts.refused.notKept"));

export const listFiles = (
  asking: TenantRequest,
  payoutId: string,
): Answer<readonly RetainedFile[]> =>
  onAnyTenant(asking, (tenant) => tenant.payouts.filesOf(asking.tenantId, payoutId));

type Download = {
  readonly name: string | null;
  readonly bytes: number;
  readonly stream: ReadableStream<Uint8Array>;
};

/** Returns a file to those who may approve payouts; each download is in the audit log. */
export async function downloadFile(
  asking: TenantRequest,
  payoutId: string,
  file: string,
): Answer<Download> {
  const { deps, actor, tenantId } = asking;
  if (!mayOn(actor, "approve", tenantId)) return forbidden("approve");
  const found = await requireAnyTenant(asking);
  if (!found.ok) return found;
  const asked = {
    action: "payout.download",
    after: await payoutNamed(deps, tenantId, payoutId),
  };
  return audited(asking, { asked, done: null }, async (): Answer<Download> => {
    const answer = await callTenant(asking, (tenant) =>
      tenant.payouts.fileContent(tenantId, payoutId, file),
    );
    if (!answer.ok) return answer;
    const { files } = deps;
    const gone = reject(404, "file-unknown", message("payouts.refused.noFile"));
    if (answer.value === null || files === null) return gone;
    const { bytes, chunks, name } = answer.value;
    const key = Uint8Array.from(answer.value.key);
    const stream = await openedFile(files, key, { tenantId, file }, chunks);
    return stream === null ? gone : ok({ name, bytes, stream });
  });
}

/** Never shown as a page of ours, whatever its content. */
export const downloadHeaders = ({ name, bytes }: Download): Record<string, string> => ({
  "content-type": "application/octet-stream",
  "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(calledSo(name))}`,
  "content-length": String(bytes),
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
});

/** Half of a surrogate pair can't be encoded. */
const calledSo = (name: string | null): string =>
  name === null || name === "" ? "settlement.csv" : name.toWellFormed();

/** One chunk in memory. `null`: the first one isn't what was kept. */
export async function openedFile(
  files: Pick<FileStore, "get">,
  key: Bytes,
  { tenantId, file }: { readonly tenantId: string; readonly file: string },
  chunks: number,
): Promise<ReadableStream<Uint8Array> | null> {
  const read = async (chunk: number): Promise<Bytes | null> => {
    const sealed = await files.get(chunkName(tenantId, file, chunk));
    return sealed === null ? null : openChunk(key, sealed, { tenantId, file, chunk });
  };
  const first = await read(0);
  if (first === null) return null;
  let next = 1;
  return new ReadableStream<Uint8Array>({
    start: (to) => to.enqueue(first),
    async pull(to) {
      if (next >= chunks) return to.close();
      const opened = await read(next);
      // Aborted, so that half of it doesn't look complete.
      if (opened === null) return to.error(new Error("a chunk of a kept file is gone"));
      to.enqueue(opened);
      next += 1;
    },
  });
}

/** A payout's name in the audit log: as its provider calls it, else its day, beside its id. */
export async function payoutNamed(
  deps: EdgeDeps,
  tenantId: string,
  id: string,
): Promise<AuditValue> {
  const found = await callTenant({ deps, tenantId }, (tenant) => tenant.payouts.one(tenantId, id));
  if (!found.ok || found.value === null) return id;
  const { payout, day } = found.value;
  return namedValue(payout === "" ? day : payout, id);
}
