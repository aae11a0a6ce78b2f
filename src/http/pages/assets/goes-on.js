/*
 * A form that goes on by itself (`data-goes-on`): what it asks for is done some at a time, each
 * time by the same request that its button sends. The page says what is left, and the server when
 * it is done; where something is refused the form isn't there any more.
 */
function goOn() {
  const form = document.querySelector("form[data-goes-on]");
  if (form && !form.hasAttribute("aria-busy"))
    form.requestSubmit(form.querySelector("button:not([value])"));
}

document.addEventListener("htmx:finally:request", () => setTimeout(goOn, 0));
document.addEventListener("DOMContentLoaded", goOn);
