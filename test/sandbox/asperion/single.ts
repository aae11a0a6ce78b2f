// One resource, at top level and not wrapped. Whether it says which administration it comes from is not known
// (`singleReadMeta`): a client must not take its absence for agreement.
import type { Context } from "hono";
import type { SandboxEnv } from "../kit/socket.ts";
import type { Vendor } from "./gate.ts";
import type { Books } from "./store.ts";

export function single(
  c: Context<SandboxEnv>,
  vendor: Vendor,
  books: Books,
  row: Readonly<Record<string, unknown>>,
  status: 200 | 201 = 200,
): Response {
  const { id, name } = books.administration;
  const self = new URL(c.req.url);
  if (status === 201) {
    self.pathname = `${self.pathname.replace(/\/$/, "")}/${String(row["id"])}`;
    c.header("Location", self.href);
  }
  const meta = { _meta: { administrationId: id, administrationName: name, self: self.href } };
  return c.json(
    vendor.kit.switches.get("singleReadMeta") === "present" ? { ...row, ...meta } : row,
    status,
  );
}
