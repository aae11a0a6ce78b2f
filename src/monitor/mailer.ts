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

/**
 * Codes of the errors that the binding throws where a recipient is none: on the account's or the
 * platform's suppression list, as mail to it bounced or was complained of, or not among the
 * addresses that this binding may send to. Assumption M1 in docs/vendor-assumptions.md.
 */
const NO_RECIPIENT: ReadonlySet<unknown> = new Set([
  "E_RECIPIENT_SUPPRESSED",
  "E_RECIPIENT_NOT_ALLOWED",
]);

/** Whether the mail was refused because of its recipient. A later bounce isn't reported. */
export const isNoRecipient = (thrown: unknown): boolean =>
  thrown instanceof Error && "code" in thrown && NO_RECIPIENT.has(thrown.code);
