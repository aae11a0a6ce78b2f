/** Answers a form that changes something: by a page that says so, or by why it was refused. */
import type { Answer } from "../../usecases/refusal.ts";
import type { PageContext } from "../frame/env.ts";
import { homeOf, refusedPage } from "../frame/respond.tsx";

export async function changed(
  c: PageContext,
  asked: Answer<object>,
  to: string,
): Promise<Response> {
  const answer = await asked;
  return answer.ok ? c.redirect(to, 303) : refusedPage(c, c.var.signedIn, answer.error, homeOf(c));
}
