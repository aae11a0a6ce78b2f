/** Mails by Cloudflare's `send_email` binding, where the deployment has one (`MAIL`) and says from whom they come (`MAIL_FROM`). */

/** As far as it is used; the binding is optional, so it isn't among the generated types. */
type Binding = { send(mail: { from: string; to: string[]; subject: string; text: string }): Promise<unknown> };

/** `null`: this deployment sends no mail. */
export function mailer(env: object, from: string): ((to: readonly string[], subject: string, text: string) => Promise<void>) | null {
  const { MAIL: binding } = env as { readonly MAIL?: Binding };
  if (binding === undefined || from === "") return null;
  return async (to, subject, text) => {
    await binding.send({ from, to: [...to], subject, text });
  };
}
