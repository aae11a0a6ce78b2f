/**
 * Mails by Cloudflare's `send_email` binding, where the deployment has one (`MAIL`) and says from
 * whom they come (`MAIL_FROM`).
 */

/** `null`: this deployment sends no mail (its wrangler.toml has no binding for it). */
export function mailer(
  env: { readonly MAIL?: SendEmail },
  from: string,
): ((to: readonly string[], subject: string, text: string) => Promise<void>) | null {
  const { MAIL: binding } = env;
  if (binding === undefined || from === "") return null;
  return async (to, subject, text) => {
    await binding.send({ from, to: [...to], subject, text });
  };
}
