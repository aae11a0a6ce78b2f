/**
 * What a page says to do, and its reader's role doesn't let them do: who may, by name, and a mail
 * to ask them with. Nothing for readers who may.
 */
import { createContext, useContext } from "hono/jsx";
import type { OwnersOf } from "../../usecases/accounts/shop-owners.ts";
import { useMayOn } from "../forms/post-form.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { isolate } from "../../words/isolate.ts";

/** `origin`: of the page, for the address in a mail. */
export type Owners = { readonly of: OwnersOf; readonly origin: string };
export const OwnersContext = createContext<Owners | null>(null);

export const namesOf = (owners: Awaited<ReturnType<OwnersOf>>): string =>
  owners.map(({ name }) => isolate(name)).join(", ");

type AskOwnerProps = {
  readonly id: string;
  /** What only an owner does. */
  readonly deed: string;
  /** Where it is done. */
  readonly path: string;
  /** What it is about, in the mail. */
  readonly about: string;
};

export const AskOwner = async ({ id, deed, path, about }: AskOwnerProps) => {
  const { t } = useMessages();
  const may = useMayOn()("work", id);
  const owners = useContext(OwnersContext);
  if (may) return null;
  const [first, ...others] = owners === null ? [] : await owners.of(id);
  if (owners === null || first === undefined)
    return <span class="hint">{t("frame.askOwner.nobody", { deed })}</span>;
  const names = namesOf([first, ...others]);
  const mail = new URLSearchParams({
    subject: t("frame.askOwner.subject"),
    body: `${about}\n\n${owners.origin}${path}`,
  });
  return (
    <span class="hint">
      {t("frame.askOwner.who", { deed, names })} {/* Mail programs read a plus sign as one. */}
      <a href={`mailto:${encodeURIComponent(first.email)}?${String(mail).replaceAll("+", "%20")}`}>
        {t("frame.askOwner.ask", { name: isolate(first.name) })}
      </a>
    </span>
  );
};
