/**
 * The page on which something consequential is shown before it is done: what is said stands in it,
 * and one form confirms exactly that.
 */
import type { Child } from "hono/jsx";
import type { TenantRow } from "../../../store/tenants.ts";
import { messagesFor } from "../../language.ts";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import { type TabName, TenantHead } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import type { ManualPage } from "../manual/pages.ts";
import { Button, PostForm } from "../forms/post-form.tsx";
import { page } from "../frame/respond.tsx";
import { Notice } from "../parts/ui.tsx";
import { TrialContext } from "../frame/use-messages.ts";

/** `ends`: something ends, is deleted or can't be undone. */
type SheetButton = {
  readonly text: string;
  readonly ends: boolean;
  /** It is offered, and isn't what mends anything. */
  readonly second?: boolean;
};

export type SheetFrame = {
  /** `null`: it is of no shop. */
  readonly tenant: TenantRow | null;
  readonly title: string;
  readonly tab: TabName | null;
  /** Of what it says. */
  readonly heading: string;
  /** It was confirmed, and isn't any more as it was shown. */
  readonly changed: boolean;
  /** The shop writes nothing, whatever is confirmed. */
  readonly trial: boolean;
  /** What is confirmed is done by a run, which waits in a stopped shop. */
  readonly waits?: boolean;
  /** Where its form is sent. */
  readonly action: string;
  readonly mark: string;
  /** What the form sends back, beside the mark. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly back: string;
  /** Above it; without one, that nothing has been done yet. */
  readonly lead?: string;
  /** What going back is called; without one, to cancel. */
  readonly leave?: string;
  /** What its button does, by name; `null`: there is nothing to confirm. */
  readonly button: SheetButton | null;
  /** What is asked for beside, within its form. */
  readonly asks?: Child;
  /** Of the manual, that says more of it. */
  readonly manual?: ManualPage;
  readonly children: Child;
};

const classOf = ({ ends, second = false }: SheetButton): string | undefined => {
  if (ends) return "danger";
  return second ? "second" : undefined;
};

export function sheetFrame(c: PageContext, frame: SheetFrame): Promise<Response> {
  const { t } = messagesFor(c);
  const { tenant, title, changed } = frame;
  c.set("sheetOf", frame.back);
  const head = (
    <>
      <h1>{title}</h1>
      <p class="sub">
        {frame.lead ?? t("attention.sheet.lead")} <ManualLink page={frame.manual ?? "held"} />
      </p>
    </>
  );
  return page(
    c,
    tenant === null ? title : `${title} · ${isolate(tenant.name)}`,
    <>
      {tenant === null ? (
        head
      ) : (
        <TenantHead
          id={tenant.id}
          name={tenant.name}
          current={frame.tab}
          state={tenant.state}
          waits={frame.waits === true}
        >
          {head}
        </TenantHead>
      )}
      {changed ? <Notice tone="warn" text={t("attention.sheet.changed")} /> : null}
      {frame.trial ? <Notice tone="warn" text={t("attention.sheet.trial")} /> : null}
      <section class="card" aria-labelledby="sheet">
        <h2 id="sheet">{frame.heading}</h2>
        <TrialContext.Provider value={frame.trial}>{frame.children}</TrialContext.Provider>
        <PostForm action={frame.action} class="line">
          <input type="hidden" name="mark" value={frame.mark} />
          {frame.fields.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          {frame.asks}
          {frame.button === null ? null : (
            <Button class={classOf(frame.button)}>{frame.button.text}</Button>
          )}
          <a class="button second" href={frame.back} data-back>
            {frame.leave ?? t("attention.sheet.cancel")}
          </a>
        </PostForm>
      </section>
    </>,
    changed ? 409 : 200,
  );
}
