/**
 * Settlement files by mail (docs/adr/0093). A mail is read only where its address is a shop's own,
 * its sender is on that shop's list and its signature holds. It has one file, which is staged like
 * an upload. Nothing is booked: a person checks and approves the payout.
 *
 * A refusal is reported to the sender's server and counted with the tenant, whose address must be
 * known for that: a mail to an unknown address costs one hash.
 */
import type { Provider } from "../../domain/payouts/lines.ts";
import type { MailOutcome } from "../../sync/contract/payouts.ts";
import { uploadSettlement } from "../usecases/vouchers/payouts.ts";
import { callTenant } from "../usecases/tenant-access.ts";
import { findTenant } from "../../store/tenants.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { tenantAt } from "./address.ts";
import { listedAs, senderOf } from "./sender.ts";

/** The used part of what the platform passes. */
type TakenMail = Pick<ForwardableEmailMessage, "to" | "raw" | "rawSize">;

/** `null`: taken. Otherwise why not, for the sender's server, which must not send it again. */
type MailRefused = MailOutcome | "unknown-address" | null;

/**
 * A mail is held in memory: a file of the size that a page takes, encoded as text, and the mail's
 * own text.
 */
const MOST_BYTES = 6 * 1024 * 1024;
const FILE_NAME = /\.(csv|txt|stl|tsv)$/i;
const FILE_TYPE = /^(text\/(csv|tab-separated-values)|application\/(csv|vnd\.ms-excel))$/i;

/** @throws Where the tenant's object or the registry can't be reached: the mail comes again. */
export async function takeMail(deps: EdgeDeps, mail: TakenMail): Promise<MailRefused> {
  const { config } = deps;
  const tenantId = await tenantAt(config.encryptionKeys, config.settlementMailDomain, mail.to);
  if (tenantId === null) return "unknown-address";
  const tenant = await findTenant(deps.db, tenantId);
  if (tenant === null || tenant.state === "retired") return "unknown-address";
  const told = async (outcome: MailOutcome, from: string): Promise<MailRefused> => {
    const noted = await callTenant({ deps, tenantId }, (object) =>
      object.payouts.noteMail(tenantId, { at: deps.clock.now(), outcome, from }),
    );
    if (!noted.ok) throw new Error("the tenant can't be reached");
    deps.log({ event: "mail-intake", tenant: tenantId, outcome });
    return outcome === "taken" || outcome === "file-refused" ? null : outcome;
  };
  if (mail.rawSize > MOST_BYTES) return told("too-large", "");
  const options = await callTenant({ deps, tenantId }, (object) =>
    object.payouts.mailIntake(tenantId),
  );
  if (!options.ok) throw new Error("the tenant can't be reached");
  const { default: PostalMime } = await import("postal-mime");
  const parsed = await PostalMime.parse(mail.raw, { attachmentEncoding: "arraybuffer" });
  const from = [parsed.from].flatMap((one) =>
    one?.address === undefined || one.address === "" ? [] : [one.address],
  );
  const sender = senderOf(parsed.headers, from);
  if (sender.kind === "unsigned") return told("not-signed", sender.domain);
  const known = listedAs<Provider>(options.value.senders, sender.address);
  if (known === null)
    return told("unknown-sender", sender.address.slice(sender.address.indexOf("@") + 1));
  const files = parsed.attachments.filter(
    ({ filename, mimeType }) => FILE_NAME.test(filename ?? "") || FILE_TYPE.test(mimeType),
  );
  const [file] = files;
  if (file === undefined) return told("no-file", known.listed);
  if (files.length > 1) return told("several-files", known.listed);
  const bytes = new Uint8Array(file.content as ArrayBuffer);
  const done = await uploadSettlement(
    { deps, actor: actorFor(tenantId, known.listed), tenantId },
    {
      provider: known.value,
      account: "",
      encoding: "utf-8",
      file: new Blob([bytes]).stream(),
      name: (file.filename ?? "").slice(0, 200),
    },
  );
  if (!done.ok && done.error.status === 503) throw new Error("the tenant can't be reached");
  return told(done.ok && done.value.kind === "staged" ? "taken" : "file-refused", known.listed);
}

/** With the rights of a shop's own program, and the name on the list. */
const actorFor = (tenantId: string, listed: string): Actor => ({
  name: `mail ${listed}`,
  id: "mail",
  everywhere: null,
  shops: { [tenantId]: "tenant-token" },
});
