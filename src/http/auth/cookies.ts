/** Our own cookies: no script reads them, and where the deployment has https they travel by nothing else. */
import type { EdgeDeps } from "../deps.ts";

type Secure = Pick<EdgeDeps, "config">;

export const isSecure = ({ config }: Secure): boolean => config.publicUrl.startsWith("https://");

/** `Lax` comes along when a vendor, or a link, sends the browser here; `Strict` only from pages of ours. */
export const ownCookie = (deps: Secure, sameSite: "Lax" | "Strict" = "Lax") => ({ httpOnly: true, sameSite, secure: isSecure(deps) }) as const;
