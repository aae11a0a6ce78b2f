/**
 * Forms and their buttons, as far as their reader may use them: the right of the route that a form
 * is sent to, in the table of routes, says it. What a form shows stays to be read; its fields are
 * disabled, and it has no buttons.
 */
import { createContext, type JSX, type PropsWithChildren, useContext } from "hono/jsx";
import { guardFor, tenantAt } from "../../auth/guards.ts";
import { may, mayOn, type Right } from "../../auth/rights.ts";
import type { SignedIn } from "../../auth/session.ts";
import type { Actor } from "../../deps.ts";

/** What the form that is sent to `action` had when it led to a sheet that isn't confirmed. */
export type Typed = { readonly action: string; readonly note: string; readonly reason: string };

/** The page's reader, the token of their forms, and its address. `null`: nobody is signed in. */
type Reader = Pick<SignedIn, "actor" | "csrf"> & {
  readonly address: string;
  readonly typed?: Typed | undefined;
};
export const ReaderContext = createContext<Reader | null>(null);

/** What one of these fields had, where that was typed on this page. */
export function useTyped(action: string, name: "note" | "reason"): string | undefined {
  const typed = useContext(ReaderContext)?.typed ?? null;
  return typed?.action === action ? typed[name] : undefined;
}

const IsRefused = createContext(false);

/** Whether the reader may send this request. */
export function allowed(actor: Actor, method: "GET" | "POST", address: string): boolean {
  const { pathname } = new URL(address, "http://page");
  const guard = guardFor(method, pathname);
  if (guard === null) return false;
  if (guard === "anybody" || guard === "own-proof" || guard === "signed-in") return true;
  const tenantId = tenantAt(pathname);
  return tenantId === null ? may(actor, guard) : mayOn(actor, guard, tenantId);
}

/** Asks for the reader of the page that is being made. */
export function useAllowed(): (method: "GET" | "POST", address: string) => boolean {
  const reader = useContext(ReaderContext);
  return (method, address) =>
    reader === null ||
    allowed(reader.actor, method, new URL(address, `http://page${reader.address}`).pathname);
}

/** The same of a right that no address says. */
export function useMayOn(): (right: Right, tenantId: string) => boolean {
  const reader = useContext(ReaderContext);
  return (right, tenantId) => reader === null || mayOn(reader.actor, right, tenantId);
}

/**
 * A form that changes something; it carries the token that `guard` asks for. Left out, `action` is
 * the page's own address.
 */
export const PostForm = ({
  children,
  ...form
}: PropsWithChildren<JSX.IntrinsicElements["form"]>) => {
  const ask = useAllowed();
  const reader = useContext(ReaderContext);
  return ask("POST", typeof form.action === "string" ? form.action : "") ? (
    <form method="post" {...form}>
      {reader === null ? null : <input type="hidden" name="csrf" value={reader.csrf} />}
      {children}
    </form>
  ) : (
    <IsRefused.Provider value={true}>
      <fieldset
        class={typeof form.class === "string" ? `to-read ${form.class}` : "to-read"}
        disabled
      >
        {children}
      </fieldset>
    </IsRefused.Provider>
  );
};

/** A button of a form; none where the form, or what the button is for, is refused. */
export const Button = ({
  children,
  ...button
}: PropsWithChildren<JSX.IntrinsicElements["button"]>) => {
  const isRefused = useContext(IsRefused);
  const ask = useAllowed();
  const to = button.formaction;
  return isRefused || (typeof to === "string" && !ask("POST", to)) ? null : (
    <button {...button}>{children}</button>
  );
};

/**
 * What the Enter key sends, where that isn't the form's first button. Stands before that one.
 * Drawn, though it isn't seen: Safari passes over a button that isn't drawn.
 */
export const OnEnter = (button: { readonly name: string; readonly value: string }) => (
  <Button {...button} class="unseen" tabindex={-1} aria-hidden="true" />
);

/** A link that is shown only to readers who may follow it. */
export const MayLink = ({
  children,
  ...link
}: PropsWithChildren<JSX.IntrinsicElements["a"] & { href: string }>) =>
  useAllowed()("GET", link.href) ? <a {...link}>{children}</a> : null;
