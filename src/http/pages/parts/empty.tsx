/** A list without anything in it: why, and the one thing to do next. */
import { MayLink, useAllowed } from "../forms/post-form.tsx";

type Next = {
  readonly href: string;
  readonly text: string;
  /** Where the form is sent that the link leads to, on its own page. */
  readonly form?: string;
};

/** The link is left out for readers who may not follow it, or not send the form it leads to. */
export const Empty = ({ text, next }: { text: string; next: Next }) => {
  const ask = useAllowed();
  return (
    <p class="empty">
      {text}{" "}
      {next.form === undefined || ask("POST", next.form) ? (
        <MayLink href={next.href}>{next.text}</MayLink>
      ) : null}
    </p>
  );
};
