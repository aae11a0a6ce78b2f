/** A list without anything in it: why, and the one thing to do next. */
import { MayLink } from "./post-form.tsx";

type Next = { readonly href: string; readonly text: string };

/** The link is left out for readers who may not follow it. */
export const Empty = ({ text, next }: { text: string; next: Next }) => (
  <p class="empty">
    {text} <MayLink href={next.href}>{next.text}</MayLink>
  </p>
);
